"""A span of time in which something is not done again."""

from datetime import UTC, datetime, timedelta

NEVER = datetime.min.replace(tzinfo=UTC)


class Cooldown:
    """Ends early when the clock is before its beginning: the clock was set back, and the wait could become years."""

    def __init__(self) -> None:
        self._span = (NEVER, NEVER)

    @property
    def until(self) -> datetime:
        return self._span[1]

    def start(self, now: datetime, length: timedelta) -> None:
        self._span = (now, now + length)

    def cancel(self) -> None:
        self._span = (NEVER, NEVER)

    def active(self, now: datetime) -> bool:
        begun, until = self._span
        return begun <= now < until
