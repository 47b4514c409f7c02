"""How long a call may take to arrive, and until when one is waited for once the gateway is to end.

Whoever dribbles holds a connection and nothing else, and not for ever; what came of an upload stays.
"""

import asyncio

from starlette.types import Message, Receive

from gateway.refusals import Refused

SILENCE = 30.0
"""Seconds between two pieces of a body."""
BEGINNING, SLOWEST = 60.0, 200.0
"""Seconds, and bytes a second after them: a line of 9.6 kbit/s brings six times as much."""
GRACE = 5.0
"""Seconds that a body still has to arrive in when the gateway ends."""


class Pace:
    """One for all calls of a process; lives in its event loop."""

    def __init__(self) -> None:
        self._waits: set[asyncio.Timeout] = set()
        self._ends: float | None = None

    def end(self) -> None:
        """From now on a body has GRACE to arrive in."""
        self._ends = asyncio.get_running_loop().time() + GRACE
        for wait in self._waits:
            wait.reschedule(min(self._ends, wait.when() or self._ends))

    def paced(self, receive: Receive) -> Receive:
        """`receive`, raising Refused 408 when the body comes too slowly, 503 when the gateway ends first."""
        clock = asyncio.get_running_loop().time
        began, came, whole = clock(), 0, False

        async def next_piece() -> Message:
            nonlocal came, whole
            if whole:
                return await receive()
            self._check_ending()
            until = min(clock() + SILENCE, began + BEGINNING + came / SLOWEST, self._ends or float("inf"))
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
            whole = not message.get("more_body", False)
            return message

        return next_piece

    def _check_ending(self) -> None:
        if self._ends is not None and asyncio.get_running_loop().time() >= self._ends:
            raise Refused(503, "ending", "this gateway is being ended; try again", retry_after=1)
