"""Exchanges the version that runs, between two visits, and takes it back if it does not come up.

A new version first passes its own test. Then it runs on trial: whoever starts it counts (`began`), and its first page
that answers confirms it (`confirm`). One that began three times and was never confirmed is taken back at its next
start. The same is done by installers/begin.sh where the program itself cannot run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.problems import NothingBefore, NothingStaged, UpdateMixed, UpdateOlder, UpdateUnfit
from storage import disk
from updates.installation import Installation
from updates.release import number
from updates.staging import broken

STARTS = 3
"""Of a version on trial, before it is taken back."""
Test = Callable[[Path], str]
"""Returns what is wrong with the version in a folder; empty where nothing is."""


def apply(here: Installation, test: Test) -> str:
    """Makes the staged version the one that runs, and returns it.

    Raises NothingStaged; UpdateOlder for one that is not newer; UpdateMixed where its files have changed since; then it
    is staged no more. UpdateUnfit where it fails its test: it is not taken again by itself.
    """
    version, runs = here.staged, here.current
    if version is None:
        raise NothingStaged
    if version == runs:  # a power cut came between the switch and this line
        here.unlink("staged")
        return version
    if runs and number(version) <= number(runs):
        here.unlink("staged")
        raise UpdateOlder(version)
    if changed := broken(here, version):
        here.unlink("staged")
        raise UpdateMixed(changed[0])
    if why := test(here.folder(version)):
        here.refuse(version)
        here.unlink("staged")
        raise UpdateUnfit(why)
    disk.replace(here.root / "trial", json.dumps({"version": version, "starts": 0}).encode())
    if runs:
        here.point("previous", runs)
    here.point("current", version)
    here.unlink("staged")
    here.tidy()
    return version


def rollback(here: Installation) -> str:
    """Goes back to the version before, and returns it; the present one is not taken again by itself. Raises
    NothingBefore, UpdateMixed where the version before has changed."""
    runs, before = here.current, here.previous
    if before is None or before == runs:
        raise NothingBefore
    if here.release(before) and (changed := broken(here, before)):
        raise UpdateMixed(changed[0])
    if runs:
        here.refuse(runs)
    here.point("current", before)
    here.unlink("previous")
    here.unlink("trial")
    return before


def began(here: Installation) -> str | None:
    """Counts a start of the version on trial. Returns the version that was gone back to, None where none was: then the
    caller goes on."""
    trial = _trial(here)
    if trial is None:
        return None
    if trial["starts"] >= STARTS and here.previous:
        return rollback(here)
    disk.replace(here.root / "trial", json.dumps({**trial, "starts": trial["starts"] + 1}).encode())
    return None


def confirm(here: Installation) -> None:
    """The version that runs has come up."""
    if _trial(here):
        here.unlink("trial")


def _trial(here: Installation) -> dict[str, Any] | None:
    """The trial of the version that runs; of another one it is left over from a power cut, and is none."""
    try:
        found = json.loads((here.root / "trial").read_bytes())
    except FileNotFoundError:
        return None
    return found if found["version"] == here.current else None
