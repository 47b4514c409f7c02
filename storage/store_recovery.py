"""Moves a damaged store to `damaged/` and begins a new one, so that the terminal goes on; the audit log records it.

Sealed items, the identity and the register of agents are in files of their own: with the store only what the platform
can tell again is lost.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from core.problems import AuditLogRenewed, Problem, StoreDamaged, StoreInUse, StoreProblem, StoreRenewed
from storage.audit_log import AuditLog
from storage.corruption import inspect, set_aside, store_files
from storage.file_lock import SharedLock
from storage.store import Store

log = logging.getLogger(__name__)
TRIES = 30
PAUSE = 0.1
"""Seconds between two tries to lock a damaged store exclusively; all tries last longer than other commands."""


class StoreRecovery:
    def __init__(self, home: Path, key: bytes, home_lock: SharedLock, audit_log: AuditLog) -> None:
        self.damaged = home / "damaged"
        self._path, self._key, self._home_lock, self._audit_log = home / "store.db", key, home_lock, audit_log
        self._renewed: list[Problem] = []

    def open_store(self) -> Store:
        """Returns the store, or a new one in place of a damaged one.

        Raises StoreTooNew; StoreInUse when it is damaged and other processes have it open.
        """
        self._make_room()
        return Store(self._path, self._key)

    def after_opening(self, store: Store, used: bool, *found: Problem) -> tuple[Problem, ...]:
        """Records in the audit log what was begun anew, and returns it: `found` elsewhere, the store, the log itself.

        `used`: this terminal has been in use, so an empty store or log was lost.
        """
        self._renewed += found
        if used and store.fresh and not any(isinstance(each, StoreRenewed) for each in self._renewed):
            self._renewed.append(StoreRenewed("lost"))
        if (old := self._audit_log.set_damaged_aside(used)) is not None:
            self._renewed.append(AuditLogRenewed(old or "lost"))
        return self._write_down()

    def watch(self, store: Store, requeue: Callable[[], None]) -> None:
        """From now on, a store that proves damaged in use is begun anew at once, and then `requeue` is called."""

        def renew() -> None:
            store.renew(self._make_room)
            requeue()
            for notice in self._write_down():
                log.error("%s %s", notice.code, notice.detail)

        store.when_damaged(renew)

    def _make_room(self) -> None:
        """Leaves no store or a sound one. Another process may be doing the same, or about to end.

        Nobody holds the lock between two tries: of several who found the damage, none could move the store away.
        """
        pause = threading.Event()
        for _ in range(TRIES):
            if self._sound() or self._moved_away():
                return
            self._home_lock.release()
            pause.wait(PAUSE)
            self._home_lock.acquire()
        raise StoreInUse

    def _sound(self) -> bool:
        try:
            inspect(self._path, self._key)
        except StoreDamaged:
            return False
        return True

    def _moved_away(self) -> bool:
        """Moves the damaged store away. Returns False while other processes have it open."""
        if not self._home_lock.try_exclusive():
            return False
        try:
            if not self._sound():
                self._renewed.append(StoreRenewed(set_aside(self.damaged, *store_files(self._path))))
        finally:
            self._home_lock.downgrade()
        return True

    def _write_down(self) -> tuple[Problem, ...]:
        """Records in the audit log what was begun anew and where the old files are. A failing log is ignored."""
        renewed, self._renewed = tuple(self._renewed), []
        for notice in renewed:
            try:
                self._audit_log.write("begun anew", problem=notice.code, kept=notice.detail)
            except StoreProblem as problem:
                log.error("not in the audit log: %s", problem.code)
        return renewed
