"""`python -m capture speech` as outside scripts use it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.home import packs_folder
from tests.capture.speech.hearing import SAMPLES

CLAUSE = {"text", "start", "end", "confidence", "alternatives", "doubtful"}
SLOTS = ["who", "where", "when", "what", "asked", "reasons"]


def capture(*args: object, models: Path | None = None) -> tuple[int, list[dict[str, Any]]]:
    command = [sys.executable, "-m", "capture", "speech", *map(str, args)]
    surroundings = {**os.environ, "SUNLIT_MODELS": str(models or packs_folder())}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_a_file_and_the_bad_one_does_not_stop_the_good(tmp_path: Path, whisper_pack: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"garbage")
    code, (bad, good) = capture(tmp_path / "bad.wav", SAMPLES / "s06_alpha.wav", "--engine", "whisper")
    assert code == 1
    assert bad["file"] == str(tmp_path / "bad.wav")
    assert bad["error"]["code"] == "P201"
    assert good["text"] == "".join(clause["text"] for clause in good["clauses"])
    assert "房产" in good["text"]
    assert all(clause.keys() == CLAUSE for clause in good["clauses"])
    assert list(good["slots"]) == SLOTS
    assert all(span is None or span["text"] in good["text"] for span in good["slots"].values())
    assert good["audio_seconds"] > 10
    assert good["seconds"] > 0 < good["cpu_seconds"]


def test_without_a_pack_it_is_set_up_trouble(tmp_path: Path) -> None:
    code, lines = capture(SAMPLES / "s06_alpha.wav", models=tmp_path)
    assert code == 3
    assert lines[-1]["error"]["code"] == "P301"
