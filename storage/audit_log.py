"""The terminal's audit log, `journal.jsonl`: what was done to which item and when, never to whom."""

import errno
from datetime import UTC, datetime
from pathlib import Path

from core.problems import AuditLogBroken, StoreProblem
from storage import disk
from storage.corruption import set_aside
from storage.hash_chained_file import HashChainedFile, tail_intact


class AuditLog:
    def __init__(self, path: Path, damaged: Path) -> None:
        """`damaged`: the folder to which a log is moved when it cannot be continued."""
        self._path, self._damaged = path, damaged

    def write(self, did: str, **about: str) -> None:
        """Appends a line with the same fields as the platform's audit log. Raises DiskFull, StoreProblem."""
        told = {"at": datetime.now(UTC).isoformat(), "did": did, **about}
        try:
            with disk.translated():
                self._file().append(told)
        except OSError as trouble:
            raise StoreProblem(f"journal: {errno.errorcode.get(trouble.errno or 0)}") from None

    def verified(self) -> tuple[int, str]:
        """Returns the number of lines and the digest of the last. Raises AuditLogBroken."""
        try:
            return self._file().verified()
        except OSError as trouble:
            raise AuditLogBroken(type(trouble).__name__) from None

    def goes_on_from(self, events: int, head: str) -> bool:
        """True if nothing that a checkpoint covers was changed or cut off since."""
        return self._file().goes_on_from(events, head)

    def set_damaged_aside(self, used: bool) -> str | None:
        """Moves a log with a damaged end away, so that the next line begins a new one.

        `used`: this terminal has been in use, so a missing log was lost. Only the end is checked, because new lines are
        chained to it; the whole is verified for each checkpoint. Returns the name of the folder the old log was moved
        to, empty when it was lost; None when all is well.
        """
        lost = not self._path.exists() or (self._path.is_file() and not self._path.stat().st_size)
        if lost:
            return "" if used else None
        if self._path.is_file() and tail_intact(self._path):
            return None
        return set_aside(self._damaged, self._path)

    def _file(self) -> HashChainedFile:
        """Opens the file for each call, as another process may have set it aside."""
        return HashChainedFile(self._path)
