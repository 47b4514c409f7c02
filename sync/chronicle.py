"""The terminal's journal: what was done to which item and when, never to whom."""

from datetime import UTC, datetime
from pathlib import Path

from sync import disk
from trust.journal import Journal


class Chronicle:
    def __init__(self, path: Path) -> None:
        with disk.room():
            self._journal = Journal(path)

    def write(self, event: str, **facts: str) -> None:
        """Raises DiskFull."""
        with disk.room():
            self._journal.append({"at": datetime.now(UTC).isoformat(), "event": event, **facts})
