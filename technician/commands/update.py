"""New versions of the program and of its data: check, stage, apply, rollback."""

import argparse

from core import settings
from technician import account
from updates import commands
from updates.commands import arguments

__all__ = ["arguments", "run"]


def run(args: argparse.Namespace) -> int:
    """Only versions of the program are root's. Data lies in the terminal's home: what root left there, the window could
    neither read nor replace."""
    if not (settings.load().updates.program / "versions").is_dir():
        account.choose()
    return commands.run(args)
