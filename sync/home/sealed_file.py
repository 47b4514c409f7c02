"""One small secret beside the store, readable with the store's key alone. It stands when the store has fallen."""

from pathlib import Path

from sync.home.lockbox import Lockbox
from sync.home.twofold import Twofold


class SealedFile:
    def __init__(self, path: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self.path = path
        self._copies = Twofold(path)
        self._box = Lockbox(key, path.name)

    @property
    def files(self) -> tuple[Path, Path]:
        return self._copies.files

    def read(self) -> bytes | None:
        """None where nothing was kept. Raises SealBroken."""
        return self._copies.read(self._box.opened)

    def write(self, content: bytes) -> None:
        """Whole or not at all; one caller at a time. Raises DiskFull and leaves what was there."""
        self._copies.write(self._box.shut(content))

    def mend(self) -> None:
        """One sound copy makes the other; one caller at a time."""
        self._copies.even_out(self._box.opened)
