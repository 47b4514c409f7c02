"""A damaged store seen from outside: each command says what happened, and every sealed item is delivered once."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.filings import a_filing

SEED = int(os.environ.get("SUNLIT_SEED") or random.randrange(10**6))


class Box:
    """A terminal used through separate processes."""

    def __init__(self, home: Path, platform: FaultyPlatform) -> None:
        self.home = home
        with terminal(home) as opened:
            opened.enrol(platform.url, CODE)
            self.filed = [str(opened.submissions.accept(a_filing()).item) for _ in range(3)]

    def start(self, *words: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "SUNLIT_HOME": str(self.home), "PYTHONPATH": str(Path.cwd())}
        command, pipe = [sys.executable, "-m", "sync", *words], subprocess.PIPE
        return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)

    def call(self, *words: str) -> tuple[int, Any, list[str]]:
        """Returns exit code, output, and the codes of its notices."""
        process = self.start(*words)
        said, noted = process.communicate(timeout=120)
        notices = [json.loads(line)["notice"]["code"] for line in noted.splitlines()]
        return process.returncode, json.loads(said) if said else None, notices

    def ruin(self, dice: random.Random) -> None:
        """Overwrites a random stretch of the store."""
        store = self.home / "store.db"
        with store.open("r+b") as file:
            file.seek(dice.randrange(store.stat().st_size - 20_000))
            file.write(dice.randbytes(dice.randrange(5_000, 20_000)))


@pytest.fixture
def box(tmp_path: Path, platform: FaultyPlatform) -> Box:
    return Box(tmp_path / "home", platform)


def test_damaged_again_and_again_and_delivered_once(box: Box, platform: FaultyPlatform) -> None:
    dice = random.Random(SEED)
    print(f"seed {SEED}")
    box.ruin(dice)
    code, said, notices = box.call("status", "--json")
    assert (code, {row["state"] for row in said["items"]}, notices) == (0, {"saved"}, ["P413"])
    platform.mishaps = ["ok", "cut after"]
    assert box.call("run", "--once") == (2, None, [])
    box.ruin(dice)
    assert box.call("run", "--once") == (0, None, ["P413"])
    box.ruin(dice)
    assert box.call("status", "--json")[1]["items"][0]["state"] == "saved"
    assert box.call("run", "--once") == (0, None, [])
    assert {row["state"] for row in box.call("status", "--json")[1]["items"]} == {"registered"}
    assert sorted(platform.order) == sorted(box.filed)
    assert len(list((box.home / "damaged").glob("*/store.db"))) == 3


def test_nothing_is_taken_from_a_terminal_that_is_open(box: Box, platform: FaultyPlatform) -> None:
    with terminal(box.home):
        (box.home / "store.db").write_bytes(b"this was a store" * 500)
        code, said, _ = box.call("status", "--json")
        assert (code, said["error"]["code"]) == (3, "P407")
        assert not (box.home / "damaged").exists()
    assert box.call("run", "--once") == (0, None, ["P413"])
    assert sorted(platform.order) == sorted(box.filed)


def test_several_find_the_damage_and_one_sets_it_aside(box: Box, platform: FaultyPlatform) -> None:
    box.ruin(random.Random(SEED))
    beside = [box.start("status", "--json") for _ in range(3)]
    for each in beside:
        said, noted = each.communicate(timeout=120)
        assert each.returncode == 0, said + noted
        assert len(json.loads(said)["items"]) == 3
    assert len(list((box.home / "damaged").glob("*/store.db"))) == 1
