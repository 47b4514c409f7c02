"""As which account, and on which terminal, the command works.

A packaged kiosk has its home in /var/lib and an account of its own. Whoever is root works on it as that account, so
that nothing is left that the window cannot read; another account is told to use sudo.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from core.home import home as chosen_home
from core.problems import OtherAccount

SYSTEM_HOME = Path("/var/lib/sunlit-window")
ENVIRONMENT = Path("/etc/sunlit-window/kiosk.env")
"""What the window's unit is given; a technician's command needs the same."""
HOME = "SUNLIT_HOME"


def choose(
    system_home: Path = SYSTEM_HOME,
    environment: Path = ENVIRONMENT,
    become: Callable[[int], None] | None = None,
    *,
    stay_root: bool = False,
) -> None:
    """Chooses home and account for this process; `stay_root`: the home alone. Raises OtherAccount."""
    if sys.platform == "win32":
        return
    ours = os.geteuid()
    if not os.environ.get(HOME) and system_home.is_dir():
        if ours in {0, system_home.stat().st_uid}:
            os.environ[HOME] = str(system_home)
            _take_over(environment)
        elif not chosen_home().exists():
            raise OtherAccount
    home = chosen_home()
    if not stay_root and ours == 0 and home.is_dir() and (owner := home.stat().st_uid):
        (become or _become)(owner)


def _take_over(environment: Path) -> None:
    """Sets the variables of the unit's file, but for those that are set already."""
    try:
        lines = environment.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def _become(uid: int) -> None:
    """Gives up root for good. Groups are those of the account: they open microphone, camera and printer."""
    import pwd  # not on Windows

    try:
        account = pwd.getpwuid(uid)
    except KeyError:
        raise OtherAccount from None
    os.initgroups(account.pw_name, account.pw_gid)
    os.setgid(account.pw_gid)
    os.setuid(uid)
    os.environ |= {"HOME": account.pw_dir, "USER": account.pw_name, "LOGNAME": account.pw_name}
