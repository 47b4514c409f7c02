"""How long the body of a call may take to arrive, and how long it is still waited for when the gateway shuts down.

A body that makes no progress is refused, however many bytes came before; what came of an upload is kept.
"""

import asyncio

from starlette.types import Message, Receive

from gateway.refusals import Refused
from gateway.runtime.settings import ConnectionSettings

SHUTDOWN_GRACE = 5.0
"""Seconds that a body still has to arrive when the gateway shuts down."""


class BodyTimeout:
    """One for all calls of a process; lives in its event loop."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.settings = settings
        self._waits: set[asyncio.Timeout] = set()
        self._ends: float | None = None

    def begin_shutdown(self) -> None:
        """From now on a body has SHUTDOWN_GRACE to arrive."""
        self._ends = asyncio.get_running_loop().time() + SHUTDOWN_GRACE
        for wait in self._waits:
            wait.reschedule(min(self._ends, wait.when() or self._ends))

    def limited(self, receive: Receive, seconds: float) -> Receive:
        """`receive` with time limits.

        Raises Refused 408 when `progress_bytes` do not come within `progress_seconds`, or the body is not whole after
        `seconds`; 503 when the gateway shuts down first.
        """
        clock, settings = asyncio.get_running_loop().time, self.settings
        began, whole = clock(), False
        marked, came = began, 0

        async def next_piece() -> Message:
            nonlocal marked, came, whole
            if whole:
                return await receive()
            self._check_shutdown()
            until = min(marked + settings.progress_seconds, began + seconds, self._ends or float("inf"))
            wait = asyncio.timeout_at(until)
            try:
                async with wait:
                    self._waits.add(wait)
                    message = await receive()
            except TimeoutError:
                self._check_shutdown()
                raise Refused(408, "too-slow", "the call arrives too slowly; try again") from None
            finally:
                self._waits.discard(wait)
            came += len(message.get("body", b""))
            if came >= settings.progress_bytes:
                marked, came = clock(), 0
            whole = not message.get("more_body", False)
            return message

        return next_piece

    def _check_shutdown(self) -> None:
        if self._ends is not None and asyncio.get_running_loop().time() >= self._ends:
            raise Refused(503, "ending", "this gateway is being ended; try again", retry_after=1)
