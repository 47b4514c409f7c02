"""Small secrets in encrypted files of their own beside the store: they survive its loss, and use the same key."""

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
        """Returns the content; None if nothing was written yet. Raises SealBroken."""
        return self._copies.read(self._aead.decrypt)

    def write(self, content: bytes) -> None:
        """Writes all or nothing; one caller at a time. Raises DiskFull and keeps the old content."""
        self._copies.write(self._aead.encrypt(content))

    def repair(self) -> None:
        """Replaces a damaged copy by the sound one; one caller at a time."""
        self._copies.repair(self._aead.decrypt)


class EncryptedModel(Generic[M]):
    """A pydantic model as JSON in an encrypted file."""

    def __init__(self, path: Path, key: bytes, kind: type[M], lost: type[Problem]) -> None:
        """`lost`: the problem to raise when a file was written and no copy of it can be read."""
        self._file, self._kind, self._lost = EncryptedFile(path, key), kind, lost

    def read(self) -> M | None:
        """Returns the model; None if nothing was written yet. Raises `lost`."""
        try:
            content = self._file.read()
            return None if content is None else self._kind.model_validate_json(content)
        except (SealBroken, ValidationError):
            raise self._lost(self._file.path.name) from None

    def write(self, model: M) -> None:
        """Writes all or nothing; one caller at a time. Raises DiskFull and keeps the old content."""
        self._file.write(model.model_dump_json().encode())

    def set_damaged_aside(self, damaged: Path) -> str:
        """Repairs the file from its sound copy. If there is none, moves both into a new folder below `damaged`.

        Returns the folder's name, empty when all is well. One caller at a time.
        """
        try:
            self.read()
        except self._lost:
            return set_aside(damaged, *self._file.files)
        self._file.repair()
        return ""
