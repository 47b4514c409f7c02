"""Which items this process is registering right now. What other processes do, the database knows (decision 0005)."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from uuid import UUID

from gateway.refusals import Refused

TWIN_WAIT = 2.0
"""Seconds that a twin waits for the first; PostgreSQL waits as long for one on another machine."""


def running() -> Refused:
    return Refused(409, "running", "this item is being registered by another call; ask again", retry_after=1)


class InFlight:
    def __init__(self) -> None:
        self._items: set[UUID] = set()
        self._ended = Condition()

    @contextmanager
    def alone(self, item: UUID) -> Iterator[None]:
        """Nobody else in this process is registering `item` meanwhile. Raises Refused 409 when somebody is for long."""
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
