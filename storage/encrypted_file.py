"""Small secrets beside the store, each in a file of its own: they outlive the store, and the store's key opens them."""

from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from core.problems import Problem, SealBroken
from core.wire import Model
from storage.aead import Aead
from storage.corruption import set_aside
from storage.mirrored_file import MirroredFile

M = TypeVar("M", bound=Model)


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
        """None where nothing was written yet. Raises SealBroken."""
        return self._copies.read(self._aead.decrypt)

    def write(self, content: bytes) -> None:
        """Whole or not at all; one caller at a time. Raises DiskFull and leaves what was there."""
        self._copies.write(self._aead.encrypt(content))

    def repair(self) -> None:
        """One sound copy replaces the other; one caller at a time."""
        self._copies.repair(self._aead.decrypt)


class EncryptedModel(Generic[M]):
    """A pydantic model as JSON in an encrypted file."""

    def __init__(self, path: Path, key: bytes, kind: type[M], lost: type[Problem]) -> None:
        """`lost`: the problem to raise when a file was written and no copy of it can be read."""
        self._file, self._kind, self._lost = EncryptedFile(path, key), kind, lost

    def read(self) -> M | None:
        """None where nothing was written yet. Raises `lost`."""
        try:
            content = self._file.read()
            return None if content is None else self._kind.model_validate_json(content)
        except (SealBroken, ValidationError):
            raise self._lost(self._file.path.name) from None

    def write(self, model: M) -> None:
        """Whole or not at all; one caller at a time. Raises DiskFull and leaves what was there."""
        self._file.write(model.model_dump_json().encode())

    def set_damaged_aside(self, damaged: Path) -> str:
        """Repair the file from its sound copy. Where there is none, move both into a new folder below `damaged` and
        answer its name; empty when all is well. One caller at a time."""
        try:
            self.read()
        except self._lost:
            return set_aside(damaged, *self._file.files)
        self._file.repair()
        return ""
