"""How much of its quotas a terminal may use before the database is asked again (`gateway.throttling.quotas`)."""

SHARE_OF_REST = 20
"""One part in this many of the remaining quota may be used without asking the database."""


class QuotaCache:
    """Per process. A race between threads costs at most one question to the database more."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str], int] = {}

    def spend(self, quota: tuple[str, str], amount: int, limit: int) -> bool:
        """Returns whether `amount` may be used without asking the database.

        `quota`: its kind and the terminal; `limit`: what a terminal seen for the first time has left.
        """
        left = self._left.get(quota, limit // SHARE_OF_REST)
        self._left[quota] = left - amount if left >= amount else 0
        return left >= amount

    def refill(self, quota: tuple[str, str], amount: int, left: int) -> bool:
        """Stores that `left` is left, as the database said; returns whether that is enough for `amount`."""
        self._left[quota] = max(0, (left - amount) // SHARE_OF_REST)
        return left >= amount
