"""Where sealed files rest."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import IO, Protocol


class Blobs(Protocol):
    """Kept files are named `item/name`; files still arriving are named by their upload."""

    def put(self, name: str, content: bytes) -> None: ...

    def ready(self, name: str, content: bytes) -> AbstractContextManager[Callable[[], None]]:
        """What can be done of `put` beforehand is done on entering; the rest, quickly, when what it gives is called.
        What was never called for leaves nothing."""

    def get(self, name: str) -> bytes | None: ...

    def has(self, name: str) -> bool: ...

    def place(self, name: str) -> str:
        """Where an officer's tools find it: a path, a URL."""

    def arrived(self, upload: str) -> int:
        """Bytes safely received so far."""

    def arriving(self, upload: str, offset: int) -> AbstractContextManager[IO[bytes]]:
        """To write on from `offset`; on the disk when the block ends, however it ends."""

    def digest(self, upload: str) -> str:
        """SHA-256 in hex."""

    def keep(self, upload: str, name: str, size: int) -> None:
        """What has arrived, `size` bytes, rests under its name from now on. FileNotFoundError: it is gone."""

    def drop(self, upload: str) -> None: ...

    def unfinished(self) -> Iterator[tuple[str, datetime]]:
        """What lies where things arrive, by upload, and when it last grew."""

    def give_up(self, before: datetime) -> int:
        """End what the store itself has begun and not ended since; how many of them."""
