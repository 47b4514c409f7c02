"""What tests of checks share: the one finding of a check, and a hash of each file below a folder."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from doctor.finding import Finding, State

Mounted = Callable[[str], Path]
"""Mounts a small disk in memory with these options."""


def only(findings: list[Finding]) -> Finding:
    """Returns the one finding; one that is not ok says what to do."""
    (found,) = findings
    assert found.found
    assert bool(found.remedy) == (found.state is not State.OK)
    return found


def digest(folder: Path) -> dict[str, str]:
    """Returns a hash of each file below."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
