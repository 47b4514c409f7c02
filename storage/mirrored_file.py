"""A small file kept in two copies, so that one bad sector does not lose it. The second is written after the first."""

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
        """True if both copies exist and are equal."""
        first, spare = (_content(file) for file in self.files)
        return first is not None and first == spare

    def read(self, understand: Callable[[bytes], T]) -> T | None:
        """Returns what `understand` makes of the first copy it accepts; it raises SealBroken for a damaged one.

        Returns None if none was ever written. Raises SealBroken when no copy is sound.
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
        """Writes both copies, each all or nothing; one caller at a time. Raises DiskFull; what was readable
        stays readable."""
        for file in self.files:
            disk.replace(file, content)

    def repair(self, understand: Callable[[bytes], T]) -> None:
        """Replaces a damaged, missing or outdated copy by the other one; one caller at a time."""
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
