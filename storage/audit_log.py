"""The terminal's journal: what was done to which item and when, never to whom."""

import errno
from datetime import UTC, datetime
from pathlib import Path

from core.problems import JournalBroken, StoreProblem
from storage import disk
from storage.corruption import set_aside
from trust.journal import Journal, tail_holds


class AuditLog:
    def __init__(self, path: Path, damaged: Path) -> None:
        """`damaged` is where a journal goes that cannot be continued."""
        self._path, self._damaged = path, damaged

    def write(self, did: str, **about: str) -> None:
        """A line in the words of the gateway's own journal. Raises DiskFull, StoreProblem."""
        told = {"at": datetime.now(UTC).isoformat(), "did": did, **about}
        try:
            with disk.translated():
                self._journal().append(told)
        except OSError as trouble:
            raise StoreProblem(f"journal: {errno.errorcode.get(trouble.errno or 0)}") from None

    def verified(self) -> tuple[int, str]:
        """How many lines, and the digest of the last. Raises JournalBroken."""
        try:
            return self._journal().verified()
        except OSError as trouble:
            raise JournalBroken(type(trouble).__name__) from None

    def goes_on_from(self, events: int, head: str) -> bool:
        """Whether nothing of what a checkpoint saw was changed or cut off since."""
        return self._journal().goes_on_from(events, head)

    def mend(self, lived: bool) -> str | None:
        """A journal that was damaged, or lost by a terminal that has `lived`, begins anew.

        Only the end is looked at: what is added must hold on to it; the whole is checked where checkpoints are made.
        Answers the name of the folder the old one went to, empty when it was lost; None when all is well.
        """
        lost = not self._path.exists() or (self._path.is_file() and not self._path.stat().st_size)
        if lost:
            return "" if lived else None
        if self._path.is_file() and tail_holds(self._path):
            return None
        return set_aside(self._damaged, self._path)

    def _journal(self) -> Journal:
        """Made anew for each line: somebody else may have set the file aside."""
        return Journal(self._path)
