"""Storage of sealed files: a folder by default, an S3-compatible store for a province."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol


class Blobs(Protocol):
    """Stored files are named `item/part`; unfinished ones by the id of their upload."""

    def put(self, name: str, content: bytes) -> None: ...

    def ready(self, name: str, content: bytes) -> AbstractContextManager[Callable[[], None]]:
        """`put` in two steps: on entering, all that can be done beforehand; the rest, which is fast, when the function
        it gives is called. Without that call nothing is left behind."""

    def get(self, name: str) -> bytes | None: ...

    def has(self, name: str) -> bool: ...

    def place(self, name: str) -> str:
        """Returns where an officer's tools find it: a path or a URL."""

    def remove(self, name: str) -> None:
        """Deletes a stored file; one that is not there is no error."""

    def arrived(self, upload: str) -> int:
        """Bytes received and stored so far."""

    def arriving(self, upload: str, offset: int) -> AbstractContextManager[IO[bytes]]:
        """A file to continue from `offset`. What was written is on the disk when the block ends, however it ends."""

    def digest(self, upload: str) -> str:
        """Returns the SHA-256 in hex."""

    def keep(self, upload: str, name: str, size: int) -> None:
        """Store an upload of `size` bytes under its final name. Raises FileNotFoundError when it is no longer there."""

    def drop(self, upload: str) -> None: ...

    def unfinished(self) -> Iterator[tuple[str, datetime]]:
        """Yields the unfinished uploads, with the time when each last grew."""

    def abort_stale(self, before: datetime) -> int:
        """Aborts unfinished operations of the store itself that began before `before`; returns how many."""


__all__ = ["Blobs", "open_blobs"]


def open_blobs(url: str, folder: Path) -> Blobs:
    """`url` as in BLOB_URL; empty for the folder. Raises StoreProblem."""
    if not url:
        from gateway.blobs.folder import FolderBlobs

        return FolderBlobs(folder)
    from gateway.blobs.s3 import open_bucket

    return open_bucket(url)
