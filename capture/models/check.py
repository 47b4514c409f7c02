"""Is a pack what the manifest says it is?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from capture.models.manifest import FileMark, Pack

PIECE = 1 << 20


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def git_blob(path: Path) -> str:
    """What `git hash-object` prints."""
    digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def is_whole(path: Path, mark: FileMark) -> bool:
    if not path.is_file() or mark.size not in (None, path.stat().st_size):
        return False
    return sha256(path) == mark.sha256 if mark.sha256 else git_blob(path) == mark.git


def faults(pack: Pack, folder: Path) -> Iterator[str]:
    """The names of the files that are missing or wrong."""
    return (name for name, mark in pack.files.items() if not is_whole(folder / name, mark))
