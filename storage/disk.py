"""Bytes that must still be there after a power cut, and the one place where a full disk gets its name."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.problems import DiskFull

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def translated() -> Iterator[None]:
    """Turns every way of saying "no space left" into DiskFull."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno in NO_ROOM:
            raise DiskFull(errno.errorcode[trouble.errno]) from None
        raise


def write(path: Path, content: bytes) -> None:
    """A new file, readable by its owner alone, on the disk when this returns. Raises DiskFull."""
    with translated(), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Put `content` at `path`, in place of what lies there: the old or the new after a power cut, never a mixture.

    One caller at a time. Raises DiskFull and leaves the old.
    """
    draft = path.with_name(f".{path.name}")
    draft.unlink(missing_ok=True)
    try:
        write(draft, content)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    fsync_folder(path.parent)


def fsync_folder(folder: Path) -> None:
    """Names in a folder survive a power cut only once the folder itself is on the disk. Windows needs no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with translated():
            os.fsync(handle)
    finally:
        os.close(handle)
