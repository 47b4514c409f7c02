"""A period during which something is not repeated."""

from datetime import UTC, datetime, timedelta

NEVER = datetime.min.replace(tzinfo=UTC)


class Cooldown:
    """Ends at once if the clock is before its beginning: the clock was set back, and the wait could last for years."""

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
