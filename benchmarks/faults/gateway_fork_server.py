"""Starts gateways and command lines quickly: forked from a process that has imported everything already.

`ForkServer` starts that process (this file, run as a program) and sends it orders as lines of JSON."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.faults.gateway_boundaries import KillSwitch
from gateway.cli import main as commands_of_gateway
from gateway.intake import upload_lease
from gateway.process import startup
from sync.__main__ import main as commands_of_sync
from testkit import write_boundaries

COMMANDS = {"sync": commands_of_sync, "gateway": commands_of_gateway}
HELD = timedelta(seconds=1)
"""How long a killed writer's lease keeps others out here; short, or a run would mostly wait."""


@dataclass(frozen=True)
class ServeOptions:
    """The orders for one gateway. `aim`: the boundary it dies at, on its `turn`th pass; `survey`: where to report those
    it passed."""

    data: str
    listen: str
    log: str
    stores: dict[str, str] = field(default_factory=dict)
    aim: str = ""
    turn: int = 1
    survey: str = ""


@dataclass(frozen=True)
class CommandRun:
    """One command of `python -m sync` or `python -m gateway`; its output goes to two files."""

    module: str
    words: list[str]
    environment: dict[str, str]
    out: str
    err: str
    dies_at: int = 0


class ForkServer:
    def __init__(self) -> None:
        words = [sys.executable, "-m", "benchmarks.faults.gateway_fork_server"]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, orders: ServeOptions) -> tuple[int, str]:
        """Starts a gateway and returns its process and address; no address if it died before it answered."""
        told = self._ask({"start": asdict(orders)})
        return told["process"], told["url"]

    def begin(self, errand: CommandRun) -> int:
        """Starts the command and returns its process; `end` with signal 0 waits for it."""
        return int(self._ask({"begin": asdict(errand)})["process"])

    def end(self, process: int, number: int = signal.SIGKILL) -> int:
        """Ends the process and returns the signal that ended it, or minus its exit code."""
        os.kill(process, number)  # one that is dead already is not reaped before we ask
        return int(self._ask({"await": process})["ended"])

    def ends_within(self, process: int, seconds: float) -> bool:
        handle = os.pidfd_open(process)
        try:
            return bool(select.select([handle], [], [], seconds)[0])
        finally:
            os.close(handle)

    def close(self) -> None:
        self._process.communicate(timeout=20)

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def fork_server() -> Iterator[ForkServer]:
    opened = ForkServer()
    try:
        yield opened
    finally:
        opened.close()


class ForkServerProcess:
    """The forking process: forks on orders and reaps the children."""

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        if "start" in question:
            return self._start(ServeOptions(**question["start"]))
        if "begin" in question:
            return {"process": os.fork() or _run(CommandRun(**question["begin"]))}
        _, status = os.waitpid(question["await"], 0)
        return {"ended": os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)}

    def _start(self, orders: ServeOptions) -> dict[str, Any]:
        reads, writes = os.pipe()
        process = os.fork()
        if not process:
            os.close(reads)
            _live(orders, writes)
        os.close(writes)
        with os.fdopen(reads) as says:
            return {"process": process, "url": says.readline().strip()}


def _live(orders: ServeOptions, says: int) -> NoReturn:
    """Runs the forked gateway; never returns."""
    code = 70
    try:
        os.dup2(says, 1)
        log = os.open(orders.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(log, 2)
        os.environ.update(orders.stores)
        upload_lease.LEASE_TIME = HELD
        fate = KillSwitch(orders.aim, orders.turn)
        if orders.aim or orders.survey:
            threading.setprofile(fate)
            sys.setprofile(fate)
        startup.run(Path(orders.data), orders.listen)
        sys.setprofile(None)
        if orders.survey:
            Path(orders.survey).write_text(json.dumps(fate.passed), "utf-8")
        code = 0
    finally:
        sys.excepthook(*sys.exc_info()) if code else None
        os._exit(code)


def _run(errand: CommandRun) -> NoReturn:
    """Runs the forked command; never returns."""
    code = 70
    try:
        for number, path in ((1, errand.out), (2, errand.err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), number)
        os.environ.update(errand.environment)
        if errand.dies_at:
            sys.setprofile(write_boundaries.KillSwitch(errand.dies_at))
        code = COMMANDS[errand.module](errand.words)
    except SystemExit as left:
        code = int(left.code or 0)
    finally:
        sys.excepthook(*sys.exc_info()) if code == 70 else None
        sys.stdout.flush()
        os._exit(code)


def main() -> None:
    breeder = ForkServerProcess()
    for line in sys.stdin:
        print(json.dumps(breeder.answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
