"""How many calls each caller has at a time in this process, and how many bytes of their bodies are in memory.

A terminal and an address have so many calls at a time each. When memory runs short, the caller that takes most of it is
refused. Used in the event loop alone.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from gateway.refusals import Refused
from gateway.runtime.settings import ConnectionSettings


class CallLimiter:
    def __init__(self, settings: ConnectionSettings) -> None:
        self.settings = settings
        self._calls: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()

    @contextmanager
    def track(self) -> Iterator["Call"]:
        call = Call(self)
        try:
            yield call
        finally:
            call.end()

    def begin(self, who: str, most: int) -> None:
        """Raises Refused 429."""
        if self._calls[who] >= most:
            raise Refused(429, "too-many", "too many calls at a time", retry_after=1)
        self._calls[who] += 1

    def end(self, who: str) -> None:
        self._calls[who] -= 1
        if not self._calls[who]:
            del self._calls[who]

    def add_bytes(self, who: str, size: int) -> None:
        """Raises Refused 503 when memory is short and `who` has at least an equal share of it."""
        self._bytes[who] += size
        total = self._bytes.total()
        if total > self.settings.held_bytes and self._bytes[who] * len(self._bytes) >= total:
            raise Refused(503, "busy", "too much is arriving; try again", retry_after=5)

    def release_bytes(self, who: str, size: int) -> None:
        self._bytes[who] -= size
        if not self._bytes[who]:
            del self._bytes[who]


class Call:
    """One call. It counts for its network at first, and for its terminal too once that is known."""

    def __init__(self, limiter: CallLimiter) -> None:
        self._limiter = limiter
        self._callers: list[str] = []
        self._bytes: Counter[str] = Counter()

    def count_for_network(self, network: str | None) -> None:
        """Raises Refused 429. A proxy stands for many, and is not counted."""
        if network and network not in self._limiter.settings.proxies:
            self._begin(network, self._limiter.settings.of_an_address)

    def count_for_terminal(self, terminal: str) -> None:
        """Raises Refused 429."""
        self._begin(terminal, self._limiter.settings.of_a_terminal)

    def _begin(self, who: str, most: int) -> None:
        self._limiter.begin(who, most)
        self._callers.append(who)

    def add_bytes(self, size: int) -> None:
        """Counts bytes of its body in memory, for the terminal if that is known. Raises Refused 503."""
        who = self._callers[-1] if self._callers else ""
        self._bytes[who] += size
        self._limiter.add_bytes(who, size)

    def end(self) -> None:
        for who, size in self._bytes.items():
            self._limiter.release_bytes(who, size)
        for who in self._callers:
            self._limiter.end(who)
