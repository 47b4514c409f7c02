"""Locates the files that ship with the product, in a checkout and in a frozen build.

Some of them are law and custom, which change more often than the program. They are updated as data (`updates`): a
folder of that name in the data that is in force stands in place of the shipped one, whole."""

import os
import sys
from functools import cache
from pathlib import Path

from core.home import home

DATA = frozenset({"answers", "authority", "calendar", "clocks", "routes", "spoken_dates", "urgency", "voices"})
"""Folders of resources that are updated as data."""
IN_FORCE = "SUNLIT_DATA"
"""Names the folder of the data in force, instead of the terminal's own."""


def resource(*parts: str) -> Path:
    """Returns the path of a shipped file, e.g. resource("theme", "tokens.toml")."""
    if parts and parts[0] in DATA and (updated := _in_force()) and (updated / parts[0]).is_dir():
        return updated.joinpath(*parts)
    return shipped().joinpath(*parts)


def shipped() -> Path:
    """Returns the folder that came with the program."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent)) / "resources"


def data_folder() -> Path:
    """Returns where versions of the data lie on this terminal."""
    return home() / "data"


@cache
def _in_force() -> Path | None:
    """Looked up once: a process goes on with the data that it began with, also while another version is put in its
    place."""
    named = os.environ.get(IN_FORCE)
    folder = Path(named) if named else data_folder() / "current"
    return folder.resolve() if folder.is_dir() else None
