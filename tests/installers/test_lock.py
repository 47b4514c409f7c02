"""Nothing is installed that requirements.lock does not name with its SHA-256."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
ENTRY = re.compile(
    r"^([\w.-]+)(\[[\w,-]+\])?==([\w.!+]+)( ;[^\\\n]*)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.M
)


def test_every_line_of_the_lock_has_its_digests() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    rest = ENTRY.sub("", text)
    assert [line for line in rest.splitlines() if line and not line.startswith("#")] == []


def test_all_that_the_project_asks_for_is_locked() -> None:
    """A package added to pyproject.toml alone would be missing after the next set-up."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    names = {canonicalize_name(Requirement(each).name) for each in asked} - {canonicalize_name(project["name"])}
    locked = {canonicalize_name(found[1]) for found in ENTRY.finditer((ROOT / "requirements.lock").read_text("utf-8"))}
    assert names <= locked


def test_nothing_else_installs_packages() -> None:
    """Neither set-up nor check installs anything that is not in the lock."""
    files = [ROOT / "Makefile", *(path for path in (ROOT / "installers").iterdir() if path.suffix in {".sh", ".py"})]
    lines = [
        line for path in files for line in path.read_text("utf-8").splitlines() if re.search(r"pip\b.*\binstall ", line)
    ]
    assert all("--require-hashes" in line or ("--no-index" in line and "--no-deps" in line) for line in lines)
    assert len(lines) == 2
