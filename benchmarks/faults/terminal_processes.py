"""A terminal whose commands run in processes that may be killed: forked from this process, which has imported
everything and opened nothing, or started as an outside script would."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.hash_chained_file import verify
from sync.__main__ import main
from testkit.write_boundaries import KillSwitch

TICK = 0.002
PETITION: dict[str, Any] = {
    "matter": {"purpose": "request", "category": "水利", "place": {"code": "331181", "name": "龙泉市"}},
    "petitioner": {"name": "甲某", "phone": "13000000000"},
    "attachments": [{"name": "page.jpg", "role": "page"}],
}
PAGE = b"\xff\xd8" + b"page" * 80_000
"""More than one chunk."""


@dataclass(frozen=True)
class CommandOutcome:
    """The outcome of a command: its output, `code` (minus the signal's number when killed), the boundaries it
    passed."""

    said: list[dict[str, Any]]
    code: int
    passed: list[str]

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


class TerminalProcesses:
    def __init__(self, folder: Path, environment: Mapping[str, str] = os.environ) -> None:
        """`environment`: of the command line."""
        self.folder, self.home, self.environment = folder, folder / "home", environment
        self._papers = 0
        folder.mkdir()

    def papers(self) -> str:
        """Returns a new folder to hand in, unlike all others."""
        self._papers += 1
        folder = self.folder / f"papers-{self._papers}"
        folder.mkdir()
        narrative = f"第{self._papers}口井的水发黑三个月了。"
        told = {**PETITION, "matter": {**PETITION["matter"], "narrative": narrative}}
        (folder / "petition.json").write_text(json.dumps(told), "utf-8")
        (folder / "page.jpg").write_bytes(PAGE)
        return str(folder)

    def live(self, *words: str, at: int = 0, seconds: float = 0) -> CommandOutcome:
        """Runs a command in a fork, which dies at a boundary or after some seconds if told to."""
        said, survey = self.folder / "said", self.folder / "survey"
        survey.unlink(missing_ok=True)
        process = os.fork()
        if not process:
            _live(self.home, words, said, survey, at)
        if seconds:
            _end(process, seconds)
        _, status = os.waitpid(process, 0)
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        passed = json.loads(survey.read_text()) if survey.exists() else []
        return CommandOutcome(_lines(said.read_text("utf-8")), code, passed)

    def run(self, *words: str, seconds: float) -> CommandOutcome:
        """Runs the command line itself and kills it after some seconds."""
        environment = {**self.environment, "SUNLIT_HOME": str(self.home)}
        command = [sys.executable, "-m", "sync", *words]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
        return CommandOutcome(_lines(said), process.returncode, [])

    def shown(self) -> list[dict[str, Any]]:
        life = self.live("status", "--json")
        assert life.code == 0, life
        rows: list[dict[str, Any]] = life.said[0]["items"]
        return rows

    def remains(self) -> list[str]:
        """Returns half-written files that should not exist, and a journal that does not verify."""
        verify(self.home / "journal.jsonl")
        return [path.name for path in (self.home / "outbox").glob(".*")]


def _live(home: Path, words: Sequence[str], said: Path, survey: Path, at: int) -> None:
    """Runs the child; never returns."""
    code = 70
    try:
        os.environ["SUNLIT_HOME"] = str(home)
        sys.stdout = said.open("w", encoding="utf-8")
        fate = KillSwitch(at)
        sys.setprofile(fate)
        code = main(list(words))
        sys.setprofile(None)
        sys.stdout.flush()
        survey.write_text(json.dumps(fate.passed))
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _end(process: int, seconds: float) -> None:
    """Kills the process after these seconds, if it has not ended by itself."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT | os.WNOHANG):
            return
        time.sleep(TICK)
    os.kill(process, signal.SIGKILL)


def _lines(said: str) -> list[dict[str, Any]]:
    """Returns the complete lines only: half a slip is no slip."""
    return [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]
