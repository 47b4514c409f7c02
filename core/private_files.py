"""File permissions: files of a terminal or a gateway are readable by its own account alone.

On Windows nothing is done: the folder lies in the account's own profile, and file modes have no effect there.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from core.problems import FolderTaken, OthersFolder

OTHERS = 0o077
OURS = frozenset(
    "settings.toml TRAINING training spoken vault.json store.db store.key home.lock technician.lock identity.sealed"
    " outbox damaged gateway.toml keys gateway.sqlite3 blobs".split()
)
"""Every home or data folder that is not new holds one of these; settings.toml may be the first."""
EMPTY_DISK = "lost+found"


def restrict_umask() -> None:
    """Makes all new files of this process private, whatever umask it inherited."""
    os.umask(OTHERS)


def restrict_folder(folder: Path) -> bool:
    """Takes away others' access to `folder`; returns whether there was any. A missing folder counts as private.

    What is open within a closed folder is closed too, but nobody could reach it. If neither the folder nor its direct
    entries were open, nothing deeper was reachable. Entries owned by root, such as a technician's settings, are
    allowed. A link stands for its target: the folder itself, or an entry with one of our names, such as `blobs` on a
    separate disk.

    Raises OthersFolder for a folder of another account, and for an open one in which another account has files; root
    may use any. Raises FolderTaken for an open folder that holds other things than ours, so that a typing error does
    not lock a system folder.
    """
    if sys.platform == "win32" or not folder.exists():
        return False
    folder = folder.resolve()
    linked = [path.resolve() for path in folder.iterdir() if path.is_symlink() and path.name in OURS and path.is_dir()]
    _check_owner(folder.stat(), folder)
    if not any(_open(path) for path in (folder, *folder.iterdir(), *linked)):
        return False
    if (names := {path.name for path in folder.iterdir()} - {EMPTY_DISK}) and not names & OURS:
        raise FolderTaken(folder.name)
    reached = any(_open(path) for path in (folder, *linked))
    for root in (folder, *linked):
        _shut_all(root)
    return reached


def _shut_all(root: Path) -> None:
    below = [root, *root.rglob("*")]
    for path in below:
        _check_owner(path.lstat(), root)
    restrict(root)  # first, so that nobody can exchange entries from here on
    for path in root.rglob("*"):
        restrict(path)


def restrict(path: Path) -> None:
    """Removes others' permissions on `path`. Links and files that cannot be changed, as on a stick, stay unchanged."""
    found = path.lstat()
    if not stat.S_ISLNK(found.st_mode):
        with suppress(PermissionError):
            path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)


def _open(path: Path) -> bool:
    found = path.lstat()
    return not stat.S_ISLNK(found.st_mode) and bool(found.st_mode & OTHERS)


def _check_owner(found: os.stat_result, folder: Path) -> None:
    if sys.platform != "win32" and os.geteuid() and found.st_uid not in {os.geteuid(), 0}:
        raise OthersFolder(folder.name)
