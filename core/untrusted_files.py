"""Reads and writes files on media that others have handled: a stick, a disk, a folder that was handed in.

Only regular files up to the caller's limit are read. No link below the named root is followed, neither a file's own
name nor a folder on the way to it, and hard links are refused. Nothing here waits for a pipe or a device. Writing
creates a draft and renames it, so an existing file or link of that name is replaced, never written through. Where the
system has directory descriptors every step uses them, so that folders cannot be exchanged in between; on Windows checks
are made before and after.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import IO

CHUNK_BYTES = 1 << 20
BY_DESCRIPTOR = {os.open, os.stat, os.mkdir, os.rename, os.unlink} <= os.supports_dir_fd
SURROGATE = 0x2000_0000
"""The bit of a Windows reparse tag for a link to another name (ntifs.h, IsReparseTagNameSurrogate)."""
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class NotPlain(OSError):
    """Not a regular file of this medium: a link, a pipe, a device, a folder, or a name that leads outside."""


class TooLong(OSError):
    """Longer than the caller's limit."""


def read(root: Path, name: str, most: int) -> bytes:
    """Returns the content of `name` below `root`. Raises OSError, such as NotPlain, TooLong, FileNotFoundError."""
    with opened(root, name, most) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLong(name)
    return content


@contextmanager
def opened(root: Path, name: str, most: int | None = None) -> Iterator[BufferedReader]:
    """Opens the file for random access; `most` None: of any length. Raises OSError as `read` does."""
    with _way(root, name) as (folder, last):
        handle = _plain(folder, last)
    with os.fdopen(handle, "rb") as file:
        if most is not None and os.fstat(handle).st_size > most:
            raise TooLong(name)
        yield file


def copy(root: Path, name: str, target: Path, most: int | None = None) -> None:
    """Copies to `target`, a new file of ours that its owner alone can read. Raises OSError as `read` does."""
    with opened(root, name, most) as file, os.fdopen(os.open(target, _NEW, 0o600), "wb") as out:
        copy_stream(file, out, most)


def copy_stream(source: IO[bytes], out: IO[bytes], most: int | None) -> None:
    """Copies a stream. Raises TooLong as soon as more than `most` bytes have come."""
    done = 0
    while piece := source.read(CHUNK_BYTES):
        done += len(piece)
        if most is not None and done > most:
            raise TooLong(f"more than {most} bytes")
        out.write(piece)


def write(root: Path, name: str, content: bytes) -> None:
    """Writes all or nothing; on the medium when this returns. A file of that name is replaced, not overwritten.

    Raises OSError.
    """
    with _way(root, name) as (folder, last):
        draft = f".{last}.{secrets.token_hex(4)}"
        handle = _open(folder, draft, _NEW)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _replace(folder, draft, last)
        except BaseException:
            _unlink(folder, draft)
            raise
        if isinstance(folder, int):
            os.fsync(folder)


def folders(root: Path) -> list[Path]:
    """Returns the real folders directly in `root`, by name; links are left out. Raises OSError."""
    return sorted(root / entry.name for entry in os.scandir(root) if _is_folder(entry))


def regular_files(root: Path) -> list[str]:
    """Returns the relative path of every file below `root`. Raises NotPlain for other things than files and folders."""
    found: list[str] = []
    for entry in sorted(os.scandir(root), key=lambda each: each.name):
        if _is_folder(entry):
            found += [f"{entry.name}/{name}" for name in regular_files(root / entry.name)]
        elif entry.is_file(follow_symlinks=False) and not _leads_away(entry.stat(follow_symlinks=False)):
            found.append(entry.name)
        else:
            raise NotPlain(entry.name)
    return found


def has(root: Path, name: str) -> bool:
    """True if anything lies there under this name."""
    return os.path.lexists(root / name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not _leads_away(entry.stat(follow_symlinks=False))


Folder = int | Path
"""A directory descriptor if the system supports them, else the path."""


@contextmanager
def _way(root: Path, name: str) -> Iterator[tuple[Folder, str]]:
    """Yields the folder in which `name` lies, and its last part. `root` itself may be a link."""
    *before, last = PurePosixPath(name).parts or ("",)
    if not last or {"..", "/"} & {last, *before} or "\\" in name or "\0" in name:
        raise NotPlain(name)
    step = _descend if BY_DESCRIPTOR else _step_down
    folder: Folder = os.open(root, _FOLDER) if BY_DESCRIPTOR else root
    try:
        for each in before:
            folder = step(folder, each)
        yield folder, last
    finally:
        if isinstance(folder, int):
            os.close(folder)


def _descend(folder: Folder, name: str) -> Folder:
    assert isinstance(folder, int)
    try:
        below = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except OSError as error:
        raise NotPlain(name) if error.errno in {errno.ELOOP, errno.ENOTDIR} else error from None
    os.close(folder)
    return below


def _step_down(folder: Folder, name: str) -> Folder:
    assert isinstance(folder, Path)
    found = (folder / name).lstat()
    if not stat.S_ISDIR(found.st_mode) or _leads_away(found):
        raise NotPlain(name)
    return folder / name


def _plain(folder: Folder, name: str) -> int:
    """Returns a descriptor of a regular file. Checked before opening, so that no device is opened, and again after."""
    before = _stat(folder, name)
    if not stat.S_ISREG(before.st_mode) or _leads_away(before):
        raise NotPlain(name)
    handle = _open(folder, name, _READ)
    after = os.fstat(handle)
    if not stat.S_ISREG(after.st_mode) or after.st_nlink > 1 or not os.path.samestat(before, after):
        os.close(handle)
        raise NotPlain(name)
    return handle


def _leads_away(found: os.stat_result) -> bool:
    """True for a symbolic link and for Windows' junctions and mount points."""
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_reparse_tag", 0) & SURROGATE)


def _stat(folder: Folder, name: str) -> os.stat_result:
    if isinstance(folder, int):
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    return os.lstat(folder / name)


def _open(folder: Folder, name: str, how: int) -> int:
    if isinstance(folder, int):
        return os.open(name, how, 0o600, dir_fd=folder)
    return os.open(folder / name, how, 0o600)


def _replace(folder: Folder, draft: str, name: str) -> None:
    if isinstance(folder, int):
        os.rename(draft, name, src_dir_fd=folder, dst_dir_fd=folder)
    else:
        os.replace(folder / draft, folder / name)  # noqa: PTH105 - a name on Windows may lie there already


def _unlink(folder: Folder, name: str) -> None:
    with suppress(OSError):
        os.unlink(name, dir_fd=folder) if isinstance(folder, int) else os.unlink(folder / name)  # noqa: PTH108
