"""Sealed files in a folder, for a gateway on one machine."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO


class FolderBlobs:
    def __init__(self, folder: Path) -> None:
        self.kept = folder / "kept"
        self.incoming = folder / "incoming"
        for each in (self.kept, self.incoming):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, name: str, content: bytes) -> None:
        with self.ready(name, content) as put_in_place:
            put_in_place()

    @contextmanager
    def ready(self, name: str, content: bytes) -> Iterator[Callable[[], None]]:
        """Written to the disk beforehand; what remains is a rename."""
        upload = secrets.token_hex(16)
        try:
            with self.arriving(upload, 0) as file:
                file.write(content)
            yield lambda: self.keep(upload, name, len(content))
        finally:
            self.drop(upload)

    def get(self, name: str) -> bytes | None:
        path = self.kept / name
        return path.read_bytes() if path.exists() else None

    def has(self, name: str) -> bool:
        return (self.kept / name).exists()

    def remove(self, name: str) -> None:
        path = self.kept / name
        path.unlink(missing_ok=True)
        if path.parent.exists():
            _sync_folder(path.parent)

    def place(self, name: str) -> str:
        return str((self.kept / name).resolve())

    def arrived(self, upload: str) -> int:
        path = self.incoming / upload
        return path.stat().st_size if path.exists() else 0

    @contextmanager
    def arriving(self, upload: str, offset: int) -> Iterator[IO[bytes]]:
        path = self.incoming / upload
        path.touch(mode=0o600)
        with path.open("r+b") as file:
            file.seek(offset)
            file.truncate()
            try:
                yield file
            finally:
                file.flush()
                os.fsync(file.fileno())

    def digest(self, upload: str) -> str:
        with (self.incoming / upload).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def keep(self, upload: str, name: str, size: int) -> None:
        target = self.kept / name
        target.parent.mkdir(mode=0o700, exist_ok=True)
        (self.incoming / upload).replace(target)
        _sync_folder(target.parent)

    def drop(self, upload: str) -> None:
        (self.incoming / upload).unlink(missing_ok=True)

    def unfinished(self) -> Iterator[tuple[str, datetime]]:
        for path in list(self.incoming.iterdir()):
            with suppress(FileNotFoundError):  # finished meanwhile
                yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def abort_stale(self, before: datetime) -> int:
        return 0


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut. Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
