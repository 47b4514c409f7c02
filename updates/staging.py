"""Puts a version together: what the present one has already is taken from there, the rest is fetched, each file from
where the last try stopped; every byte is verified by digest. The whole becomes a version by one rename."""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from core.problems import DiskFull, NotFound, UpdateMixed
from storage import disk
from updates.installation import RELEASE, Installation
from updates.release import File, Release, blob_name
from updates.sources import Source

BLOCK = 1 << 20
SPARE = 64 << 20
"""Bytes that stay free beside a version that is put together."""
Progress = Callable[[int, int], None]


def stage(to: Installation, release: Release, source: Source, progress: Progress = lambda _done, _all: None) -> None:
    """Leaves the version whole and `staged`. Whoever is cut off goes on next time. `progress`: bytes there, of all.

    Raises UpdateMixed for bytes that are not the signed ones, DiskFull, PlatformProblem, OSError.
    """
    to.begin()
    if to.folder(release.version).exists() and not broken(to, release.version):
        to.point("staged", release.version)
        return
    _Assembly(to, release, source, progress).run()
    to.point("staged", release.version)


def broken(here: Installation, version: str) -> list[str]:
    """Returns the files of a version that are not as they were signed; those that belong to none are ignored."""
    try:
        release = here.release(version)
    except UpdateMixed:
        release = None
    if release is None:
        return [RELEASE]
    folder = here.folder(version)
    return [file.path for file in release.files if not is_whole(folder / file.path, file)]


def is_whole(path: Path, file: File) -> bool:
    try:
        same_size = path.stat().st_size == file.size
    except OSError:
        return False
    return same_size and _digest(path) == file.sha256


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@dataclass
class _Assembly:
    to: Installation
    release: Release
    source: Source
    progress: Progress
    done: int = 0
    made: set[Path] = field(default_factory=set)
    """Folders to be flushed at the end."""

    def run(self) -> None:
        self._check_room()
        known = dict(self._known())
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in self.release.files:
            self._place(file, known)
            self.done += file.size
            self.progress(self.done, self.release.size)
        disk.replace(self.folder / RELEASE, self.release.model_dump_json().encode())
        if self.to.kind == "program":
            self._let_others_read()
        for each in sorted({*self.made, self.folder}, reverse=True):
            disk.fsync_folder(each)
        target = self.to.folder(self.release.version)
        if target.exists():  # damaged since
            shutil.rmtree(target)
        self.folder.rename(target)
        disk.fsync_folder(self.to.versions)

    @property
    def folder(self) -> Path:
        return self.to.partial / self.release.version

    def _let_others_read(self) -> None:
        """A program is put together by root, whose new folders are private, and run by the window's account."""
        for each in self.made | {self.folder}:
            each.chmod(0o755)
        (self.folder / RELEASE).chmod(0o644)

    def _check_room(self) -> None:
        have = sum(each.stat().st_size for each in self.folder.rglob("*") if each.is_file())
        if shutil.disk_usage(self.to.root).free < self.release.size - have + SPARE:
            raise DiskFull("no room for the new version")

    def _known(self) -> Iterator[tuple[str, Path]]:
        """Files of versions that are here, by digest."""
        for version in filter(None, (self.to.previous, self.to.current)):
            with suppress(UpdateMixed):
                release = self.to.release(version)
                for file in release.files if release else ():
                    yield file.sha256, self.to.folder(version) / file.path

    def _place(self, file: File, known: dict[str, Path]) -> None:
        path = self.folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.made.update(each for each in path.parents if each.is_relative_to(self.folder))
        if is_whole(path, file) and _mode_is_right(path, file):
            return
        path.unlink(missing_ok=True)
        with disk.translated():
            if not self._copied(file, known.get(file.sha256), path):
                self._fetch(file, path)

    def _copied(self, file: File, before: Path | None, path: Path) -> bool:
        """A hard link where the disk has them: a version takes only the room of what is new in it. What is linked has
        one mode in both versions, so one of another mode is copied."""
        if before is None or not is_whole(before, file):
            return False
        if _mode_is_right(before, file):
            with suppress(OSError):
                os.link(before, path)
                return True
        part = _part(path)
        shutil.copyfile(before, part)
        _finish(part, path, file)
        return True

    def _fetch(self, file: File, path: Path) -> None:
        part = _part(path)
        with part.open("ab") as opened:
            while opened.tell() < file.size:
                try:
                    piece = self.source.read(blob_name(file.sha256), opened.tell())
                except NotFound:
                    break
                opened.write(piece.content[: file.size - opened.tell()])
                opened.flush()
                if piece.last or not piece.content:
                    break
                self.progress(self.done + opened.tell(), self.release.size)
        if not is_whole(part, file):
            if part.stat().st_size >= file.size:
                part.unlink()  # other bytes than were signed: from the beginning next time
            raise UpdateMixed(file.path)
        _finish(part, path, file)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _finish(part: Path, path: Path, file: File) -> None:
    """Puts a file in its place, whole and with its mode."""
    part.chmod(_mode(file))
    with part.open("rb") as opened:
        os.fsync(opened.fileno())
    part.replace(path)


def _mode(file: File) -> int:
    return 0o755 if file.executable else 0o644


def _mode_is_right(path: Path, file: File) -> bool:
    """Whether it can be run as it should. Windows knows no such modes."""
    return os.name == "nt" or bool(path.stat().st_mode & stat.S_IXUSR) is file.executable
