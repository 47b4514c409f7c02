"""Which items this process is registering right now. Other processes are seen through the database (decision 0005)."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from uuid import UUID

from gateway.refusals import Refused

TWIN_WAIT = 2.0
"""Seconds that a second call with an item waits for the first; PostgreSQL waits as long for one on another machine."""


def running() -> Refused:
    return Refused(409, "running", "this item is being registered by another call; ask again", retry_after=1)


class InFlight:
    """The items in work, by id."""

    def __init__(self) -> None:
        self._items: set[UUID] = set()
        self._ended = Condition()

    @contextmanager
    def exclusive(self, item: UUID) -> Iterator[None]:
        """Keeps other calls of this process from registering `item` meanwhile. Raises Refused 409 after TWIN_WAIT."""
        with self._ended:
            if not self._ended.wait_for(lambda: item not in self._items, TWIN_WAIT):
                raise running()
            self._items.add(item)
        try:
            yield
        finally:
            with self._ended:
                self._items.discard(item)
                self._ended.notify_all()
