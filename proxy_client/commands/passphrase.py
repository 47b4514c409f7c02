"""The passphrase of an agent at the command line: from the file that SUNLIT_AGENT_PASSPHRASE_FILE names, else asked for
without showing it, else the first line of what comes in. It never stands among the words of a command."""

import getpass
import os
import sys
from datetime import datetime
from pathlib import Path

from agency.agents import Agents
from agency.work import Work
from core.problems import BadSignIn
from core.settings import Settings
from sync.terminal import Terminal

PASSPHRASE_FILE = "SUNLIT_AGENT_PASSPHRASE_FILE"  # nosec B105 # the name of a variable


def opened_work(here: Terminal, agent: str, now: datetime, settings: Settings) -> Work:
    """Returns the work of an agent, signed in. Raises BadSignIn, TooManyTries, StoreProblem."""
    signed_in = Agents.of(here).sign_in(agent, _passphrase(), now)
    return Work(here, agent, signed_in.key, settings)


def _passphrase() -> str:
    """Raises BadSignIn for a file that cannot be read."""
    if named := os.environ.get(PASSPHRASE_FILE):
        try:
            return Path(named).read_text("utf-8").rstrip("\r\n")
        except (OSError, ValueError):
            raise BadSignIn from None
    if sys.stdin.isatty():
        return getpass.getpass()
    return sys.stdin.readline().rstrip("\r\n")
