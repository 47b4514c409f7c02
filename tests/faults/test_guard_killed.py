"""kill -9 while a technician changes the key's guard: the old or the new one works, and the terminal is the same."""

import os
import random
import secrets
import subprocess
import sys
from pathlib import Path

from core.problems import WrongKey
from storage.keys.credential import NAME
from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.seed import SEED, number

KILLED_GUARD = Path(__file__).with_name("killed_guard.py")
KILLS = number("SUNLIT_KILLS", 4)


def change(home: Path, guard: str, dies_at: int) -> str:
    """Returns what the process printed if it lived."""
    places = {"SUNLIT_HOME": str(home), "CREDENTIALS_DIRECTORY": str(home.parent), "PYTHONPATH": str(Path.cwd())}
    words = [sys.executable, str(KILLED_GUARD), str(dies_at), guard]
    return subprocess.run(words, env={**os.environ, **places}, capture_output=True, text=True, check=False).stderr


def opens(home: Path, with_credential: bool) -> bool:
    os.environ["CREDENTIALS_DIRECTORY"] = str(home.parent) if with_credential else ""
    try:
        with terminal(home) as opened:
            return opened.identities.current().terminal == "t1"
    except WrongKey:
        return False
    finally:
        del os.environ["CREDENTIALS_DIRECTORY"]


def test_killed_while_the_guard_changes(tmp_path: Path, platform: FaultyPlatform) -> None:
    home = tmp_path / "home"
    (tmp_path / NAME).write_bytes(secrets.token_bytes(32))
    with terminal(home) as opened:
        opened.enrol(platform.url, CODE)
    passed = int(change(home, "credential", 0).split()[-1])
    change(home, "key-file", 0)
    boundaries = sorted(random.Random(SEED).sample(range(1, passed + 1), min(KILLS, passed)))
    outcomes = []
    for boundary in boundaries:
        change(home, "credential", boundary)
        old, new = opens(home, with_credential=False), opens(home, with_credential=True)
        assert old != new
        outcomes.append("new" if new else "old")
        change(home, "key-file", 0)
    print(f"seed {SEED}, killed at {boundaries} of {passed} boundaries: {outcomes}")
