"""A time in which something is not done again."""

from datetime import UTC, datetime, timedelta

NEVER = datetime.min.replace(tzinfo=UTC)


class Cooldown:
    """Over as soon as the clock stands before its beginning: then it was set back, and nobody shall wait for years."""

    def __init__(self) -> None:
        self._span = (NEVER, NEVER)

    @property
    def until(self) -> datetime:
        return self._span[1]

    def begin(self, now: datetime, length: timedelta) -> None:
        self._span = (now, now + length)

    def end(self) -> None:
        self._span = (NEVER, NEVER)

    def holds(self, now: datetime) -> bool:
        begun, until = self._span
        return begun <= now < until
