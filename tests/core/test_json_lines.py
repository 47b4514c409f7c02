"""What a command line prints is UTF-8 on every machine, whatever a resident or a file is called."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GBK_NAME = os.fsdecode("照片.jpg".encode("gbk"))
"""A file name that is no Unicode, as an old stick carries it."""
LOCALES = ({"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"})
SAID = "from core.json_lines import *; use_utf8(); say({'name': '李𠮷明😡', 'file': __import__('sys').argv[1]})"


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
    """Each refuses in Chinese, on a machine whose own encoding has no Chinese."""
    words = {"capture": ["speech", "x.wav"], "sync": ["status"], "gateway": ["list", "--data", str(tmp_path)]}[room]
    (tmp_path / "settings.toml").write_text("[platform]\nproxi = 1\n", "utf-8")
    done = run("-m", room, *words, SUNLIT_HOME=str(tmp_path), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout.decode())["error"]["message"]
    assert done.returncode == 3
