"""Whose calls are under way in this process, and how much of their bodies it holds in memory.

Nobody has all of it: a terminal and an address have so many calls at a time, and when memory runs short who holds most
is sent away. Lives in the event loop.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from gateway.refusals import Refused
from gateway.runtime.settings import ConnectionSettings


class CallLimiter:
    def __init__(self, asked: ConnectionSettings) -> None:
        self.asked = asked
        self._under_way: Counter[str] = Counter()
        self._held: Counter[str] = Counter()

    @contextmanager
    def one(self) -> Iterator["Call"]:
        call = Call(self)
        try:
            yield call
        finally:
            call.end()

    def begin(self, who: str, most: int) -> None:
        """Raises Refused 429."""
        if self._under_way[who] >= most:
            raise Refused(429, "too-many", "too many calls at a time", retry_after=1)
        self._under_way[who] += 1

    def end(self, who: str) -> None:
        self._under_way[who] -= 1
        if not self._under_way[who]:
            del self._under_way[who]

    def hold(self, who: str, size: int) -> None:
        """Raises Refused 503 when memory is short and `who` has more of it than a share."""
        self._held[who] += size
        total = self._held.total()
        if total > self.asked.held_bytes and self._held[who] * len(self._held) >= total:
            raise Refused(503, "busy", "too much is arriving; try again", retry_after=5)

    def let_go(self, who: str, size: int) -> None:
        self._held[who] -= size
        if not self._held[who]:
            del self._held[who]


class Call:
    """One of them: first an address's, and a terminal's once it is known whose."""

    def __init__(self, calls: CallLimiter) -> None:
        self._calls = calls
        self._whose: list[str] = []
        self._held: Counter[str] = Counter()

    def of_address(self, address: str | None) -> None:
        if address and address not in self._calls.asked.proxies:
            self._begin(address, self._calls.asked.of_an_address)

    def of_terminal(self, terminal: str) -> None:
        self._begin(terminal, self._calls.asked.of_a_terminal)

    def _begin(self, who: str, most: int) -> None:
        self._calls.begin(who, most)
        self._whose.append(who)

    def hold(self, size: int) -> None:
        who = self._whose[-1] if self._whose else ""
        self._held[who] += size
        self._calls.hold(who, size)

    def end(self) -> None:
        for who, size in self._held.items():
            self._calls.let_go(who, size)
        for who in self._whose:
            self._calls.end(who)
