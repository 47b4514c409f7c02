"""What a terminal may use before its rows are asked what it has left: a share, so that asking is rare."""

SHARE_OF_REST = 20


class QuotaCache:
    """What each terminal may use before the rows are asked. Threads may race here; they then ask once too often."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str], int] = {}

    def covers(self, whose: tuple[str, str], amount: int, limit: int) -> bool:
        """Whether `amount` may be used unasked; `limit` is what one who was never seen has left."""
        left = self._left.get(whose, limit // SHARE_OF_REST)
        self._left[whose] = left - amount if left >= amount else 0
        return left >= amount

    def renewed(self, whose: tuple[str, str], amount: int, left: int) -> bool:
        """Told by the rows what is left. Whether that covers `amount`."""
        self._left[whose] = max(0, (left - amount) // SHARE_OF_REST)
        return left >= amount
