"""What the window's grid page found, kept in the home as `touch-grid.json`."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import disk

FILE = "touch-grid.json"


@dataclass(frozen=True)
class Touched:
    """`missed`: squares of the grid that did not answer a finger, of `squares` in all."""

    at: datetime
    missed: int
    squares: int


def last_touched(home: Path) -> Touched | None:
    """Returns None where the grid was never tried, or the file cannot be read."""
    try:
        told = json.loads((home / FILE).read_text("utf-8"))
        return Touched(datetime.fromisoformat(told["at"]), int(told["missed"]), int(told["squares"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(home: Path, found: Touched) -> None:
    """Raises DiskFull."""
    told = {"at": found.at.isoformat(timespec="seconds"), "missed": found.missed, "squares": found.squares}
    disk.replace(home / FILE, json.dumps(told).encode())
