"""What a command line prints is UTF-8 on every machine, whatever a resident or a file is called."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.command_line import CONTROL_CHARACTERS, print_json, print_text

GBK_NAME = os.fsdecode("照片.jpg".encode("gbk"))
"""A file name that is no Unicode, as an old stick carries it."""
LOCALES = ({"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"})
SAID = (
    "from core.command_line import *; use_utf8(); print_json({'name': '李𠮷明😡', 'file': __import__('sys').argv[1]})"
)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_line_is_utf8_and_the_file_name_comes_back(locale: dict[str, str]) -> None:
    done = run("-c", SAID, GBK_NAME, **locale)
    assert json.loads(done.stdout.decode()) == {"name": "李𠮷明😡", "file": GBK_NAME}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_strange_name_stops_no_batch(locale: dict[str, str], tmp_path: Path) -> None:
    bad, missing = tmp_path / GBK_NAME, tmp_path / "无.jpg"
    bad.write_bytes(b"no picture")
    done = run("-m", "capture", "page", str(bad), str(missing), **locale)
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [each["file"] for each in told] == [str(bad), str(missing)]
    assert {each["error"]["code"] for each in told} == {"P203"}
    assert done.returncode == 1


@pytest.mark.parametrize("room", ["capture", "sync", "gateway"])
def test_every_command_line_speaks_utf8(room: str, tmp_path: Path) -> None:
    """Each refuses in Chinese on a machine whose encoding has no Chinese."""
    words = {"capture": ["speech", "x.wav"], "sync": ["status"], "gateway": ["list", "--data", str(tmp_path)]}[room]
    (tmp_path / "settings.toml").write_text("[platform]\nproxi = 1\n", "utf-8")
    done = run("-m", room, *words, SUNLIT_HOME=str(tmp_path), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout.decode())["error"]["message"]
    assert done.returncode == 3


HOSTILE = "王\x1b]0;x\x07小\x9b31m满\u202e\u2066\u200e\u061c\u2028\ufeff\x7f\r\b"


def test_what_a_screen_would_obey_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON it is unchanged; on a technician's screen control characters have no effect."""
    print_json({"name": HOSTILE})
    print_text(HOSTILE, "ordinary 李𠮷明\tin\ttwo\nlines")
    out = capsys.readouterr().out
    first, rest = out.split("\n", 1)
    assert json.loads(first) == {"name": HOSTILE}
    assert not CONTROL_CHARACTERS.search(out) and "ordinary 李𠮷明\tin\ttwo\nlines" in rest


SAYS_OTHERWISE = {
    "gateway/process/startup.py",
    "capture/commands/models.py",
    "devices/card_reader/emulator/__main__.py",
}
"""Its own address; a bar that goes back to its line's beginning, with our packages' names; a path of its own."""


def test_no_command_prints_what_it_was_told_in_another_way() -> None:
    root = Path(__file__).parents[2]
    found = []
    for room in ("sync", "gateway", "capture", "devices"):
        for file in (root / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
                if name == "print" and not all(isinstance(each, ast.Constant) for each in node.args):  # type: ignore[attr-defined]
                    found.append(file.relative_to(root).as_posix())
    assert {*found} <= SAYS_OTHERWISE
