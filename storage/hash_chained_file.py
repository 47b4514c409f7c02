"""A file of lines chained by hash (`trust.hash_chain`). Any thread or process may append to it."""

import os
from itertools import islice
from pathlib import Path
from typing import IO, Any

from core.problems import AuditLogBroken
from storage.file_lock import locked
from trust.hash_chain import MAX_LINE, START, chained, digest, follow


class HashChainedFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch(mode=0o600)

    def append(self, event: dict[str, Any]) -> str:
        """Appends an event and flushes it to the disk; returns its digest."""
        with self.path.open("r+b") as file, locked(file):
            last = _last_line(file)
            line = chained(event, digest(last) if last else START)
            file.seek(0, os.SEEK_END)
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return digest(line)

    def verified(self) -> tuple[int, str]:
        """Returns the result of `verify`, after removing an incomplete last line left by a power cut."""
        with self.path.open("r+b") as file, locked(file):
            _last_line(file)
        return verify(self.path)

    def goes_on_from(self, events: int, head: str) -> bool:
        """True if the first `events` lines still end with `head`."""
        with self.path.open("rb") as file:
            lines = (line.removesuffix(b"\n") for line in islice(file, events))
            try:
                return follow(lines) == (events, head)
            except AuditLogBroken:
                return False


def verify(path: Path) -> tuple[int, str]:
    """Returns the number of lines and the digest of the last. Raises AuditLogBroken naming the first wrong line."""
    with path.open("rb") as file:
        return follow(line.removesuffix(b"\n") if line.endswith(b"\n") else b"" for line in file)


def tail_intact(path: Path) -> bool:
    """True if the lines of the last 128 KiB are chained to each other. An incomplete last line, left by a power cut,
    is no damage."""
    with path.open("rb") as file:
        start = max(0, file.seek(0, os.SEEK_END) - 2 * MAX_LINE)
        file.seek(start)
        *lines, half = file.read().split(b"\n")
    if not lines:
        return start == 0 and half.startswith(b"{")
    head, rest = (digest(lines[1]), lines[2:]) if start and lines[1:] else (START, lines)
    try:
        follow(rest, head)
    except AuditLogBroken:
        return False
    return True


def _last_line(file: IO[bytes]) -> bytes:
    """Returns the last complete line. An incomplete one behind it, left by a power cut, was confirmed to
    nobody and is cut off."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 2 * MAX_LINE))
    tail = file.read()
    whole = tail[: tail.rfind(b"\n") + 1]
    file.truncate(size - len(tail) + len(whole))
    return whole.rstrip(b"\n").rpartition(b"\n")[2]
