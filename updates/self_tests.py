"""What a version must show before it runs here: a program brings a test of its own; data is read by this program, in a
process that has it in force."""

import os
import subprocess
import sys
from pathlib import Path

from core.resources import IN_FORCE
from updates.release import Kind
from updates.switching import Test

SELF_TEST = "self-test"
"""The program of a version that tests it: 0 where all is well."""
SECONDS = 600
LAST_WORDS = 200


def test_of(kind: Kind) -> Test:
    return _program if kind == "program" else _data


def _program(folder: Path) -> str:
    own = folder / SELF_TEST
    return _run([str(own)], {}) if own.is_file() else f"no {SELF_TEST}"


def _data(folder: Path) -> str:
    frozen = getattr(sys, "frozen", False)
    words = [sys.executable, "update"] if frozen else [sys.executable, "-m", "updates"]
    return _run([*words, "check-data"], {IN_FORCE: str(folder)})


def _run(words: list[str], named: dict[str, str]) -> str:
    """Returns the last words of a test that failed. No shell is involved, and the name comes from our own folders."""
    try:
        done = subprocess.run(  # nosec B603
            words, env={**os.environ, **named}, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return type(trouble).__name__
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip()[-LAST_WORDS:] or f"{done.returncode}"
