"""Sees to it that a terminal goes on when one of its files is damaged: sets it aside, begins anew, and says so.

What was sealed stands on its own (`sync/shelf.py`), and who the terminal is too (`sync/identity.py`); so nothing is
lost with the store but what the platform can tell again, and who may sign in.
"""

import logging
import threading
from pathlib import Path

from core.problems import IdentityLost, JournalRenewed, Problem, StoreDamaged, StoreInUse, StoreProblem, StoreRenewed
from sync.home.chronicle import Chronicle
from sync.home.damage import inspect, set_aside, store_files
from sync.home.household import Household
from sync.home.recovery import adopt_all
from sync.home.store import Store
from sync.identity import Identities
from sync.outbox import Outbox
from sync.shelf import Shelf

log = logging.getLogger(__name__)
TRIES = 15
PAUSE = 0.1
"""Seconds; commands beside us are done in less than all these tries."""


class Caretaker:
    def __init__(self, home: Path, key: bytes, household: Household) -> None:
        self.damaged = home / "damaged"
        self._found: list[Problem] = []
        self._path, self._key, self._household = home / "store.db", key, household

    def open_store(self) -> Store:
        """A sound one. Raises StoreInUse when it is damaged and others have it open, StoreTooNew."""
        self._make_room()
        return Store(self._path, self._key)

    def look_after(
        self, store: Store, identities: Identities, chronicle: Chronicle, shelf: Shelf
    ) -> tuple[Problem, ...]:
        """What lies beside the store, and whether it was lost. Answers what was begun anew."""
        if kept := identities.drop_damaged(self.damaged):
            self._found.append(IdentityLost(kept))
        lived = identities.enrolled or any(True for _ in shelf.items())
        if lived and store.fresh and not any(isinstance(each, StoreRenewed) for each in self._found):
            self._found.append(StoreRenewed("lost"))
        if (old := chronicle.mend(lived)) is not None:
            self._found.append(JournalRenewed(old or "lost"))
        return self._write_down(chronicle)

    def watch(self, store: Store, outbox: Outbox, shelf: Shelf, chronicle: Chronicle) -> None:
        """From now on a store that proves damaged while it is used is begun anew at once."""

        def mend() -> None:
            store.renew(self._make_room)
            adopt_all(outbox, shelf)
            for notice in self._write_down(chronicle):
                log.error("%s %s", notice.code, notice.detail)

        store.when_damaged(mend)

    def _make_room(self) -> None:
        """Somebody else may be doing the same, or be about to leave."""
        pause = threading.Event()
        for _ in range(TRIES):
            if self._sound() or self._moved_away():
                return
            pause.wait(PAUSE)
        raise StoreInUse

    def _sound(self) -> bool:
        try:
            inspect(self._path, self._key)
        except StoreDamaged:
            return False
        return True

    def _moved_away(self) -> bool:
        if not self._household.be_alone():
            return False
        try:
            if not self._sound():
                self._found.append(StoreRenewed(set_aside(self.damaged, *store_files(self._path))))
        finally:
            self._household.let_others_in()
        return True

    def _write_down(self, chronicle: Chronicle) -> tuple[Problem, ...]:
        """What was begun anew, and where the old lies. That this cannot be written keeps no terminal from going on."""
        found, self._found = tuple(self._found), []
        for notice in found:
            try:
                chronicle.write("begun anew", problem=notice.code, kept=notice.detail)
            except StoreProblem as problem:
                log.error("not in the journal: %s", problem.code)
        return found
