"""The emulator as technicians start it, tested against the command that tries a reader."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from tests.devices.card_reader.reader_fixtures import skip_without_pseudo_terminals


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[IO[str]]:
    """A running emulator that obeys lines written to it."""
    skip_without_pseudo_terminals()
    path = tmp_path / "reader"
    command = [sys.executable, "-m", "devices.card_reader.emulator", "--path", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and isinstance(process.stdin, io.TextIOWrapper)
        assert process.stdout.readline().strip() == str(path)
        process.stdin.reconfigure(line_buffering=True)
        yield process.stdin
        process.stdin.write("quit\n")
    assert not path.exists()


def tried(folder: Path, *arguments: str) -> tuple[int, list[Any]]:
    (folder / "settings.toml").write_text(f'[devices]\ncard_reader = "serial"\ncard_reader_port = "{folder}/reader"\n')
    done = subprocess.run(
        [sys.executable, "-m", "devices.card_reader", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SUNLIT_HOME": str(folder)},
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_reader_is_tried_and_nothing_of_the_card_is_shown(emulator: IO[str], tmp_path: Path) -> None:
    emulator.write("lay permit\nnonsense\n")
    code, (ready, card) = tried(tmp_path)
    assert (code, ready["module"]) == (0, "05.01-20120315-0001234567-0987654321")
    assert card == {"card": "read", "document": "hmt-residence-permit", "doubtful": [], "expired": False}


def test_a_reader_that_fails_its_self_test_says_so(emulator: IO[str], tmp_path: Path) -> None:
    emulator.write("fault 60 status\n")
    code, (said,) = tried(tmp_path)
    assert (code, said["error"]["code"]) == (3, "P109")


def test_no_reader_at_that_place(tmp_path: Path) -> None:
    code, (said,) = tried(tmp_path, "--seconds", "0")
    assert (code, said["error"]["code"]) == (3, "P106")
