"""A small file that must not be lost with one bad sector: it lies there twice, the spare written after the first."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from core.problems import SealBroken
from storage import disk

T = TypeVar("T")


class MirroredFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.spare = path.with_name(f"{path.stem}.spare{path.suffix}")

    @property
    def files(self) -> tuple[Path, Path]:
        return self.path, self.spare

    @property
    def in_sync(self) -> bool:
        """Whether both copies are there and say the same."""
        first, spare = (_content(file) for file in self.files)
        return first is not None and first == spare

    def read(self, understand: Callable[[bytes], T]) -> T | None:
        """What the first copy says that `understand` does not refuse with SealBroken; None where none was ever written.

        Raises SealBroken when no copy is sound.
        """
        broken: SealBroken | None = None
        for file in self.files:
            try:
                return understand(file.read_bytes())
            except FileNotFoundError:
                continue
            except OSError as trouble:
                broken = SealBroken(f"{file.name}: {type(trouble).__name__}")
            except SealBroken as problem:
                broken = problem
        if broken:
            raise broken
        return None

    def write(self, content: bytes) -> None:
        """Each copy whole or not at all; one caller at a time. Raises DiskFull and leaves what can be read."""
        for file in self.files:
            disk.replace(file, content)

    def repair(self, understand: Callable[[bytes], T]) -> None:
        """Where one copy is damaged, lost or left behind, the other takes its place; one caller at a time."""
        contents = [_content(file) for file in self.files]
        sound = next((each for each in contents if _understood(each, understand)), None)
        for file, content in zip(self.files, contents, strict=True):
            if sound is not None and content != sound:
                disk.replace(file, sound)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _understood(content: bytes | None, understand: Callable[[bytes], T]) -> bool:
    try:
        return content is not None and bool(understand(content) or True)
    except SealBroken:
        return False
