"""A visit ends clean, however it ends: nothing of it is on the disk, in memory or on the screen of the next person."""

import gc
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import CellType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from core.draft import Draft
from sync.terminal import terminal
from tests.journeys.booth import Booth
from tests.journeys.traces import Told, files
from tests.journeys.visitor import Visitor
from tests.sync.naughty import Naughty

LIVED = Path(__file__).with_name("lived.py")


def lived(end: str, folder: Path, told: Told) -> "subprocess.Popen[str]":
    user, temp = folder / "user", folder / "temp"
    user.mkdir()
    temp.mkdir()
    here = {"HOME": str(user), "TMPDIR": str(temp), "PYTHONPATH": str(Path.cwd()), "SUNLIT_HOME": str(folder / "home")}
    unset = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, str(LIVED), end, str(folder)],
            env={**unset, **here},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdin
    json.dump({"person": asdict(told.person), "narrative": told.narrative}, process.stdin)
    process.stdin.close()
    return process


def ended(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    with process.stdout:
        said = process.stdout.readline()
        if said == "cut\n":
            process.kill()
    process.wait(60)
    return said


@pytest.mark.parametrize(("end", "says"), [("abandoned", "0\n"), ("cut", "cut\n"), ("submitted", "1\n")])
def test_no_trace_on_the_disk(end: str, says: str, tmp_path: Path, platform: Naughty, paper: Path) -> None:
    told = Told()
    assert ended(lived(end, tmp_path, told)) == says, (tmp_path / "log").read_text()
    assert len(list(files(tmp_path))) > 3
    assert told.traces(tmp_path) == []
    with terminal(tmp_path / "home") as again:
        assert len(again.desk.items()) == (1 if end == "submitted" else 0)
    assert [path.name for path in files(paper)] == (["slip.pdf"] if end == "submitted" else [])


def test_traces_would_be_found(tmp_path: Path) -> None:
    told = Told()
    (tmp_path / "spool").write_text(f"……{told.person.address}", "utf-16")
    assert told.traces(tmp_path) == [(str(tmp_path / "spool"), told.person.address)]
