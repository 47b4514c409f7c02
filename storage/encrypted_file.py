"""One small secret beside the store, readable with the store's key alone. It stands when the store has fallen."""

from pathlib import Path

from storage.aead import Aead
from storage.mirrored_file import MirroredFile


class EncryptedFile:
    def __init__(self, path: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self.path = path
        self._copies = MirroredFile(path)
        self._aead = Aead(key, path.name)

    @property
    def files(self) -> tuple[Path, Path]:
        return self._copies.files

    def read(self) -> bytes | None:
        """None where nothing was kept. Raises SealBroken."""
        return self._copies.read(self._aead.decrypt)

    def write(self, content: bytes) -> None:
        """Whole or not at all; one caller at a time. Raises DiskFull and leaves what was there."""
        self._copies.write(self._aead.encrypt(content))

    def repair(self) -> None:
        """One sound copy makes the other; one caller at a time."""
        self._copies.repair(self._aead.decrypt)
