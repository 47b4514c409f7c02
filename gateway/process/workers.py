"""Several processes on one port. Who dies is replaced; when we are told to end, all end in good order."""

import multiprocessing
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from core.problems import StoreProblem
from gateway.app import create
from gateway.process.server import SHUTDOWN_TIMEOUT, serve
from gateway.telemetry import log

END_SIGNALS = (signal.SIGTERM, signal.SIGINT)
RESTART_DELAY = 1.0
"""Seconds before the place of one who died is filled: what kills at once would otherwise keep us busy."""


@dataclass
class Worker:
    process: SpawnProcess
    line: Connection

    @classmethod
    def hired(cls, data: Path, listener: socket.socket) -> "Worker":
        spawning = multiprocessing.get_context("spawn")  # a forked one would share open database connections
        ours, theirs = spawning.Pipe(duplex=False)
        process = spawning.Process(target=run_worker, args=(data, listener, theirs))
        process.start()
        theirs.close()
        return cls(process, ours)

    def answered(self, bell: socket.socket) -> bool:
        """Whether it is ready; False when we are to end first. Raises StoreProblem when it never will be."""
        if bell in wait([bell, self.line, self.process.sentinel]):
            return False
        try:
            return bool(self.line.recv())
        except EOFError:
            raise StoreProblem("a worker could not start; see its line in the log") from None


def run_worker(data: Path, listener: socket.socket, line: Connection) -> None:
    """One worker's life."""
    ignore_repeated_signals()
    log.to_stderr()
    serve(create(data), listener, lambda: line.send(True))


def supervise(data: Path, listener: socket.socket, count: int, ready: Callable[[], None]) -> None:
    """Until SIGTERM or SIGINT. `ready` is called once all answer. Raises StoreProblem."""
    with signal_socket() as bell:
        crew = [Worker.hired(data, listener) for _ in range(count)]
        try:
            if all(worker.answered(bell) for worker in crew):
                ready()
                _keep(crew, bell, lambda: Worker.hired(data, listener))
        finally:
            _dismiss(crew)


def _keep(crew: list[Worker], bell: socket.socket, hire: Callable[[], Worker]) -> None:
    while bell not in wait([bell, *(worker.process.sentinel for worker in crew)]):
        for n, worker in enumerate(crew):
            if not worker.process.is_alive():
                log.log("worker ended", code=worker.process.exitcode)
                if wait([bell], RESTART_DELAY):
                    return
                crew[n] = hire()


def _dismiss(crew: list[Worker]) -> None:
    for worker in crew:
        worker.process.terminate()
    until = time.monotonic() + SHUTDOWN_TIMEOUT + 10
    for worker in crew:
        worker.process.join(max(0.0, until - time.monotonic()))
        worker.process.kill()


def ignore_repeated_signals() -> None:
    """uvicorn takes these signals over and, having ended well, raises them once more: then they mean nothing."""
    for number in END_SIGNALS:
        signal.signal(number, lambda *_: None)


@contextmanager
def signal_socket() -> Iterator[socket.socket]:
    """Readable once a signal has come."""
    ignore_repeated_signals()
    bell, rope = socket.socketpair()
    rope.setblocking(False)
    before = signal.set_wakeup_fd(rope.fileno())
    try:
        yield bell
    finally:
        signal.set_wakeup_fd(before)
        bell.close()
        rope.close()
