"""The terminal's audit log, `journal.jsonl`: what was done to which item and when, never to whom."""

import errno
from datetime import UTC, datetime
from pathlib import Path

from core.problems import JournalBroken, StoreProblem
from storage import disk
from storage.corruption import set_aside
from storage.hash_chained_file import HashChainedFile, tail_intact


class AuditLog:
    def __init__(self, path: Path, damaged: Path) -> None:
        """`damaged`: the folder that a log is moved to when it cannot be continued."""
        self._path, self._damaged = path, damaged

    def write(self, did: str, **about: str) -> None:
        """Append a line with the fields that the platform's audit log has as well. Raises DiskFull, StoreProblem."""
        told = {"at": datetime.now(UTC).isoformat(), "did": did, **about}
        try:
            with disk.translated():
                self._file().append(told)
        except OSError as trouble:
            raise StoreProblem(f"journal: {errno.errorcode.get(trouble.errno or 0)}") from None

    def verified(self) -> tuple[int, str]:
        """Number of lines and the digest of the last. Raises JournalBroken."""
        try:
            return self._file().verified()
        except OSError as trouble:
            raise JournalBroken(type(trouble).__name__) from None

    def goes_on_from(self, events: int, head: str) -> bool:
        """Whether nothing of what a checkpoint saw was changed or cut off since."""
        return self._file().goes_on_from(events, head)

    def set_damaged_aside(self, used: bool) -> str | None:
        """Move a log away whose end is damaged; the next line begins a new one. `used`: this terminal has been in use,
        so that a log which is not there was lost.

        Only the end is looked at, because new lines are chained to it; the whole is verified for each checkpoint.
        Answers the name of the folder the old log went to, empty when it was lost; None when all is well.
        """
        lost = not self._path.exists() or (self._path.is_file() and not self._path.stat().st_size)
        if lost:
            return "" if used else None
        if self._path.is_file() and tail_intact(self._path):
            return None
        return set_aside(self._damaged, self._path)

    def _file(self) -> HashChainedFile:
        """Opened for each call: another process may have set the file aside."""
        return HashChainedFile(self._path)
