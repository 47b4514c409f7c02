"""How long a call may take to arrive, and until when one is waited for once the gateway is to end.

Who sends too slowly is let go of, however many bytes came before; what came of an upload stays.
"""

import asyncio

from starlette.types import Message, Receive

from gateway.refusals import Refused
from gateway.runtime.settings import ConnectionSettings

SHUTDOWN_GRACE = 5.0
"""Seconds that a body still has to arrive in when the gateway ends."""


class BodyTimeout:
    """One for all calls of a process; lives in its event loop."""

    def __init__(self, asked: ConnectionSettings) -> None:
        self.asked = asked
        self._waits: set[asyncio.Timeout] = set()
        self._ends: float | None = None

    def end(self) -> None:
        """From now on a body has GRACE to arrive in."""
        self._ends = asyncio.get_running_loop().time() + SHUTDOWN_GRACE
        for wait in self._waits:
            wait.reschedule(min(self._ends, wait.when() or self._ends))

    def paced(self, receive: Receive, seconds: float) -> Receive:
        """`receive`, raising Refused 408 when the body does not get on, or is not whole after `seconds`; 503 when the
        gateway ends first."""
        clock, asked = asyncio.get_running_loop().time, self.asked
        began, whole = clock(), False
        marked, came = began, 0

        async def next_piece() -> Message:
            nonlocal marked, came, whole
            if whole:
                return await receive()
            self._check_ending()
            until = min(marked + asked.progress_seconds, began + seconds, self._ends or float("inf"))
            wait = asyncio.timeout_at(until)
            try:
                async with wait:
                    self._waits.add(wait)
                    message = await receive()
            except TimeoutError:
                self._check_ending()
                raise Refused(408, "too-slow", "the call arrives too slowly; try again") from None
            finally:
                self._waits.discard(wait)
            came += len(message.get("body", b""))
            if came >= asked.progress_bytes:
                marked, came = clock(), 0
            whole = not message.get("more_body", False)
            return message

        return next_piece

    def _check_ending(self) -> None:
        if self._ends is not None and asyncio.get_running_loop().time() >= self._ends:
            raise Refused(503, "ending", "this gateway is being ended; try again", retry_after=1)
