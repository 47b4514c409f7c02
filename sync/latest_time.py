"""The latest time this terminal ever knew. A clock that was turned back makes no old letter of authority good again.

It is the latest of the terminal's own clock and of the platform's time, as far as either was noticed, and is kept in
the store. A clock that once ran ahead is corrected by the platform's time that is heard after it."""

from datetime import datetime, timedelta
from typing import Protocol

LATEST, HEARD = "latest time", "latest time heard"
NOTED_EVERY = timedelta(minutes=5)
"""How far the kept time may lag: a pass of the engine writes no more often."""
AHEAD = timedelta(days=1)
"""A kept time that far after the platform's own, heard since, came from a clock that was wrong."""


class Facts(Protocol):
    """What is needed of the store."""

    def fact(self, name: str) -> str: ...

    def keep(self, name: str, value: str) -> None: ...


class LatestTime:
    def __init__(self, store: Facts) -> None:
        self._store = store

    def at_least(self, own: datetime) -> datetime:
        """Returns `own`, or the latest time known if that is later, and remembers it. Raises StoreProblem."""
        latest = max([own, *self._known()])
        self._store.keep(LATEST, latest.isoformat())
        return latest.astimezone(own.tzinfo)

    def note(self, own: datetime) -> None:
        """Remembers the time, now and then: a task of every pass of the engine."""
        known = self._known()
        if not known or own - max(known) > NOTED_EVERY:
            self.at_least(own)

    def _known(self) -> list[datetime]:
        kept, heard = (_moment(self._store.fact(name)) for name in (LATEST, "heard"))
        if heard and heard != _moment(self._store.fact(HEARD)):
            if kept and kept > heard + AHEAD:
                kept = None
                self._store.keep(LATEST, heard.isoformat())
            self._store.keep(HEARD, heard.isoformat())
        return [each for each in (kept, heard) if each]


def known_times(store: Facts) -> list[datetime]:
    """Returns the times that the store remembers, and changes nothing."""
    return [each for each in (_moment(store.fact(name)) for name in (LATEST, "heard")) if each]


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
