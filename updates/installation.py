"""Where versions lie on a machine, and which of them runs: always a whole one.

    versions/1.4.0/          a version, whole, with RELEASE.json, which says what belongs to it
    partial/1.5.0/           one that is being put together
    current, previous        links to the one that runs, and to the one before
    staged                   a link to one that is whole and waits
    trial                    the version that runs on trial, and how often it began

The links are exchanged by one rename each, so that a power cut leaves the one or the other.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from core.problems import UpdateMixed
from storage import disk
from storage.file_lock import FileLock
from updates.release import Kind, Release, number

RELEASE = "RELEASE.json"


@dataclass(frozen=True)
class Installation:
    """The versions of one kind below `root`."""

    kind: Kind
    root: Path

    def begin(self) -> None:
        """Makes the folders. Whoever only looks makes none: a home that holds nothing else counts as somebody's."""
        for folder in (self.versions, self.partial):
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)

    @property
    def versions(self) -> Path:
        return self.root / "versions"

    @property
    def partial(self) -> Path:
        return self.root / "partial"

    @property
    def lock(self) -> FileLock:
        return FileLock(self.root / "lock")

    @property
    def current(self) -> str | None:
        """The version that runs; None before the first."""
        return self._named("current")

    @property
    def previous(self) -> str | None:
        return self._named("previous")

    @property
    def staged(self) -> str | None:
        return self._named("staged")

    @property
    def refused(self) -> frozenset[str]:
        """Versions that failed here. They are not taken again by themselves."""
        path = self.root / "refused"
        return frozenset(path.read_text("utf-8").split()) if path.exists() else frozenset()

    def refuse(self, version: str) -> None:
        disk.replace(self.root / "refused", "\n".join(sorted({*self.refused, version})).encode())

    def folder(self, version: str) -> Path:
        return self.versions / version

    def release(self, version: str) -> Release | None:
        """What belongs to a version; None for one that was not put together here. Raises UpdateMixed where that is
        damaged."""
        path = self.folder(version) / RELEASE
        try:
            return Release.model_validate_json(path.read_bytes()) if path.exists() else None
        except ValidationError:
            raise UpdateMixed(RELEASE) from None

    def point(self, link: str, version: str) -> None:
        """Makes a link name a version, by one rename."""
        draft = self.root / f".{link}"
        draft.unlink(missing_ok=True)
        draft.symlink_to(Path("versions") / version, target_is_directory=True)
        draft.replace(self.root / link)
        disk.fsync_folder(self.root)

    def unlink(self, link: str) -> None:
        (self.root / link).unlink(missing_ok=True)
        disk.fsync_folder(self.root)

    def tidy(self) -> None:
        """Removes versions that no link names, and parts of such that nobody wants any more."""
        named = {self.current, self.previous, self.staged}
        for folder in (self.versions, self.partial):
            for each in list(_folders(folder)):
                if each.name not in named and (folder is self.versions or not self._newer(each.name)):
                    shutil.rmtree(each)

    def _newer(self, version: str) -> bool:
        return self.current is None or number(version) > number(self.current)

    def _named(self, link: str) -> str | None:
        try:
            name = (self.root / link).readlink().name
        except FileNotFoundError:
            return None
        return name if self.folder(name).is_dir() else None


def _folders(folder: Path) -> Iterator[Path]:
    there = folder.iterdir() if folder.is_dir() else ()
    return (each for each in there if each.is_dir() and not each.is_symlink())
