"""Sees to it that a terminal goes on when one of its files is damaged: sets it aside, begins anew, and says so.

Sealed items (`storage/sealed_items.py`) and the identity (`sync/identity.py`) lie in files of their own: with the store
nothing is lost but what the platform can tell again.
"""

import logging
import threading
from pathlib import Path

from core.problems import IdentityLost, JournalRenewed, Problem, StoreDamaged, StoreInUse, StoreProblem, StoreRenewed
from storage.audit_log import AuditLog
from storage.corruption import inspect, set_aside, store_files
from storage.sealed_items import SealedItems
from storage.shared_lock import SharedLock
from storage.store import Store
from sync.identity import Identities
from sync.outbox import Outbox
from sync.outbox_recovery import adopt_all

log = logging.getLogger(__name__)
TRIES = 15
PAUSE = 0.1
"""Seconds; commands beside us are done in less than all these tries."""


class StoreRecovery:
    def __init__(self, home: Path, key: bytes, home_lock: SharedLock) -> None:
        self.damaged = home / "damaged"
        self._found: list[Problem] = []
        self._path, self._key, self._home_lock = home / "store.db", key, home_lock

    def open_store(self) -> Store:
        """A sound one. Raises StoreInUse when it is damaged and others have it open, StoreTooNew."""
        self._make_room()
        return Store(self._path, self._key)

    def look_after(
        self, store: Store, identities: Identities, audit_log: AuditLog, sealed_items: SealedItems
    ) -> tuple[Problem, ...]:
        """What lies beside the store, and whether it was lost. Answers what was begun anew."""
        if kept := identities.drop_damaged(self.damaged):
            self._found.append(IdentityLost(kept))
        lived = identities.enrolled or any(True for _ in sealed_items.items())
        if lived and store.fresh and not any(isinstance(each, StoreRenewed) for each in self._found):
            self._found.append(StoreRenewed("lost"))
        if (old := audit_log.mend(lived)) is not None:
            self._found.append(JournalRenewed(old or "lost"))
        return self._write_down(audit_log)

    def watch(self, store: Store, outbox: Outbox, sealed_items: SealedItems, audit_log: AuditLog) -> None:
        """From now on a store that proves damaged while it is used is begun anew at once."""

        def mend() -> None:
            store.renew(self._make_room)
            adopt_all(outbox, sealed_items)
            for notice in self._write_down(audit_log):
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
        if not self._home_lock.try_exclusive():
            return False
        try:
            if not self._sound():
                self._found.append(StoreRenewed(set_aside(self.damaged, *store_files(self._path))))
        finally:
            self._home_lock.downgrade()
        return True

    def _write_down(self, audit_log: AuditLog) -> tuple[Problem, ...]:
        """What was begun anew, and where the old lies. That this cannot be written keeps no terminal from going on."""
        found, self._found = tuple(self._found), []
        for notice in found:
            try:
                audit_log.write("begun anew", problem=notice.code, kept=notice.detail)
            except StoreProblem as problem:
                log.error("not in the journal: %s", problem.code)
        return found
