"""Reading and writing files on media that others have handled: a stick, a disk, a folder that was handed in.

Only plain files are read, none longer than the caller is ready for, and no link is followed below the folder that was
named: neither in a file's own name nor in a folder on the way to it. A file with a second name elsewhere (a hard link)
is none of the medium's own. Nothing here waits for a pipe or a device. What is written is a draft beside, then renamed:
whatever lies under that name is replaced and never written through. Where the system has descriptors of folders, every
step goes from one to the next, so that nobody exchanges a folder in between; Windows is asked before and after.
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
"""Of a reparse tag on Windows: it stands for another name (ntifs.h, IsReparseTagNameSurrogate)."""
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class NotPlain(OSError):
    """A link, a pipe, a device, a folder, or a name that leads out: anything but a plain file of this medium."""


class TooLong(OSError):
    """Longer than whoever reads it is ready for."""


def read(root: Path, name: str, most: int) -> bytes:
    """The content of `name` below `root`. Raises OSError: NotPlain, TooLong, FileNotFoundError among them."""
    with opened(root, name, most) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLong(name)
    return content


@contextmanager
def opened(root: Path, name: str, most: int | None = None) -> Iterator[BufferedReader]:
    """The same to read in pieces, or at any place. None: of any length. Raises OSError as `read` does."""
    with _way(root, name) as (folder, last):
        handle = _plain(folder, last)
    with os.fdopen(handle, "rb") as file:
        if most is not None and os.fstat(handle).st_size > most:
            raise TooLong(name)
        yield file


def copy(root: Path, name: str, target: Path, most: int | None = None) -> None:
    """To `target`, which is ours and not there yet, and readable by its owner alone. Raises OSError as `read` does."""
    with opened(root, name, most) as file, os.fdopen(os.open(target, _NEW, 0o600), "wb") as out:
        copy_stream(file, out, most)


def copy_stream(source: IO[bytes], out: IO[bytes], most: int | None) -> None:
    """Raises TooLong as soon as more than `most` bytes have come."""
    done = 0
    while piece := source.read(CHUNK_BYTES):
        done += len(piece)
        if most is not None and done > most:
            raise TooLong(f"more than {most} bytes")
        out.write(piece)


def write(root: Path, name: str, content: bytes) -> None:
    """Whole or not at all, on the medium when this returns. What lies under `name` is replaced, not written to.

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
    """Real ones directly in `root`, by name; links to such are none. Raises OSError."""
    return sorted(root / entry.name for entry in os.scandir(root) if _is_folder(entry))


def regular_files(root: Path) -> list[str]:
    """Every file below `root`, by its way from there. Raises NotPlain for whatever is neither plain file nor folder."""
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
    """Whether something lies there under this name, whatever it is."""
    return os.path.lexists(root / name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not _leads_away(entry.stat(follow_symlinks=False))


Folder = int | Path
"""A descriptor, where the system can go on from one; else the path."""


@contextmanager
def _way(root: Path, name: str) -> Iterator[tuple[Folder, str]]:
    """The folder in which `name` lies, and its last part. `root` may be a link: who named it meant where it leads."""
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
    """An open plain file. Looked at before, so that no device is even opened, and after, so that it is the same."""
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
    """A symbolic link, or what Windows has besides: junctions, mount points."""
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
