"""File permissions: what a terminal or a gateway keeps is readable by its own account alone.

Windows keeps this by the folder's place in the account's own profile; modes say nothing there.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from core.problems import FolderTaken, OthersFolder

OTHERS = 0o077
OURS = frozenset(
    "settings.toml TRAINING training spoken vault.json store.db store.key home.lock identity.sealed outbox damaged"
    " gateway.toml keys gateway.sqlite3 blobs".split()
)
"""One of these lies in every home or data folder that is not new; a technician's settings may be the first."""
EMPTY_DISK = "lost+found"


def restrict_umask() -> None:
    """Files that this process makes are for nobody else, whatever the session it was started from says."""
    os.umask(OTHERS)


def restrict_folder(folder: Path) -> bool:
    """Whether others could reach something in `folder`, and no longer can. One that is not there yet is tight.

    Where neither it nor what lies directly in it was open, nothing further below could be reached. What root put there,
    a technician's settings, may stay. Raises OthersFolder for a folder of another account, and for an open one in which
    another has put something; root itself may use anybody's. Of a link, what it leads to is meant: the
    folder itself, or what bears one of our names in it, as `blobs` on a disk of its own. Raises FolderTaken
    for an open one in which other things lie than ours: a slip of the hand is not to shut a system's folders.
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
    for root in (folder, *linked):
        _shut_all(root)
    return True


def _shut_all(root: Path) -> None:
    below = [root, *root.rglob("*")]
    for path in below:
        _check_owner(path.lstat(), root)
    restrict(root)  # first: from here on nobody exchanges anything in it
    for path in root.rglob("*"):
        restrict(path)


def restrict(path: Path) -> None:
    """Takes away what others may do with it. Links stay as they are, and what is not ours to change, as on a stick."""
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
