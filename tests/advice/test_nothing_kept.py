"""Of a question asked without a name nothing stays: no file is written, no database opened, no line logged."""

import json
import os
import subprocess
import sys
from pathlib import Path

from core.home import packs_folder
from core.resources import resource

WATCHED = """
import sys
written = []
def watch(event, args):
    if event == "open" and isinstance(args[0], str) and (set(str(args[1])) & set("wax+") or (args[2] or 0) & 3):
        written.append(args[0])
    if event in ("sqlite3.connect", "os.mkdir", "os.rename", "socket.connect", "tempfile.mkstemp"):
        written.append(event)
sys.addaudithook(watch)
sys.argv[0] = "kiosk"
from kiosk.__main__ import main
code = main()
print(*(each for each in written if not each.startswith("/dev/")), sep="\\n", file=sys.stderr)
sys.exit(code)
"""
SECRET = "我叫赵铁柱住杨柳村三组老板不给工钱"


def asked(home: Path, *words: str) -> tuple[dict[str, object], str]:
    environment = os.environ | {"HOME": str(home), "TMPDIR": str(home), "SUNLIT_HOME": str(home / "store")}
    environment |= {"SUNLIT_MODELS": str(packs_folder()), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C"}
    command = [sys.executable, "-c", WATCHED, "consult", *words]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    return json.loads(done.stdout.decode("utf-8")), done.stderr.decode("utf-8")


def test_a_typed_question_leaves_no_row_and_no_file(tmp_path: Path) -> None:
    advice, written = asked(tmp_path, SECRET)
    assert advice["entry"] == "wages-owed" and advice["articles"] and advice["routes"]
    assert (written.split(), list(tmp_path.rglob("*"))) == ([], [])


def test_a_spoken_question_leaves_none_either(tmp_path: Path) -> None:
    advice, written = asked(tmp_path, "--voice", str(resource("samples", "speech", "s01_kumo.wav")))
    assert advice["entry"] == "drinking-water"
    assert (written.split(), list(tmp_path.rglob("*"))) == ([], [])


def test_what_is_not_known_is_said_so(tmp_path: Path) -> None:
    advice, _ = asked(tmp_path, "给我唱个歌")
    assert advice["entry"] is None and advice["articles"] == [] and "不知道" in str(advice["answer"])


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.wav"
    empty.write_bytes(b"RIFF")
    command = [sys.executable, "-m", "kiosk", "consult", "--voice", str(empty)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 1 and "error" in json.loads(done.stdout)
