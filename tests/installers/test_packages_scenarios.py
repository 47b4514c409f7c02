"""What is tried with the packages waits for what it says it waits for."""

import os
import subprocess
from pathlib import Path

from installers.packages_scenarios import answering


def test_what_an_earlier_server_said_is_not_taken_for_the_new_ones_answer(tmp_path: Path) -> None:
    """The server empties the file and answers only after somebody has looked into it in vain."""
    said, looked, go = tmp_path / "said", tmp_path / "looked", tmp_path / "go"
    said.write_text("http://127.0.0.1:1 of the one before\n")
    os.mkfifo(go)
    looking = f"sleep() {{ [ -e {looked} ] || {{ touch {looked}; echo >{go}; }}; }};"
    server = f"read _ <{go} && {{ echo http://127.0.0.1:2; read _ <{go}; }}"
    words = f"{looking} {answering(server, str(said))} ls {looked} && cat {said}; kill $server 2>/dev/null; true"
    done = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [str(looked), "http://127.0.0.1:2"]
