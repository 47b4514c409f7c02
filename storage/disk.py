"""Files that are whole after a power cut, and the one place where a full disk becomes DiskFull."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.problems import DiskFull

FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def translated() -> Iterator[None]:
    """Turns every OSError that means "no space left" into DiskFull."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno in FULL_DISK:
            raise DiskFull(errno.errorcode[trouble.errno]) from None
        raise


def write(path: Path, content: bytes) -> None:
    """Create a file, readable by its owner alone; it is on the disk when this returns. Raises DiskFull."""
    with translated(), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Put `content` at `path`. After a power cut the old or the new content is there, never a mixture.

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
    """A file's name survives a power cut once its folder was synced too. Windows needs no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with translated():
            os.fsync(handle)
    finally:
        os.close(handle)
