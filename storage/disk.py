"""Writes files that survive a power cut; the one place where "no space left" becomes DiskFull."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.problems import DiskFull

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def translated() -> Iterator[None]:
    """Turns every error for "no space left" into DiskFull."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno in NO_ROOM:
            raise DiskFull(errno.errorcode[trouble.errno]) from None
        raise


def write(path: Path, content: bytes) -> None:
    """Writes a new file, readable by its owner alone; on the disk when this returns. Raises DiskFull."""
    with translated(), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Replaces the file at `path`: after a power cut it is the old or the new one, never a mixture.

    One caller at a time. Raises DiskFull and keeps the old one.
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
    """Flushes a folder, without which new names in it do not survive a power cut. Windows needs no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with translated():
            os.fsync(handle)
    finally:
        os.close(handle)
