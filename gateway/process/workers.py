"""Several worker processes on one port. A worker that dies is replaced; at SIGTERM or SIGINT all shut down."""

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
"""Seconds before a worker that died is replaced, in case whatever killed it kills the next one at once."""


@dataclass
class Worker:
    process: SpawnProcess
    pipe: Connection

    @classmethod
    def started(cls, data: Path, listener: socket.socket) -> "Worker":
        spawning = multiprocessing.get_context("spawn")  # a forked one would share open database connections
        ours, theirs = spawning.Pipe(duplex=False)
        process = spawning.Process(target=run_worker, args=(data, listener, theirs))
        process.start()
        theirs.close()
        return cls(process, ours)

    def answered(self, signalled: socket.socket) -> bool:
        """Wait until it is ready; False when a signal comes first. Raises StoreProblem when it dies before."""
        if signalled in wait([signalled, self.pipe, self.process.sentinel]):
            return False
        try:
            return bool(self.pipe.recv())
        except EOFError:
            raise StoreProblem("a worker could not start; see its line in the log") from None


def run_worker(data: Path, listener: socket.socket, pipe: Connection) -> None:
    """What a worker process runs. `pipe`: told True once it answers calls."""
    ignore_repeated_signals()
    log.to_stderr()
    serve(create(data), listener, lambda: pipe.send(True))


def supervise(data: Path, listener: socket.socket, count: int, ready: Callable[[], None]) -> None:
    """Run `count` workers until SIGTERM or SIGINT. `ready` is called once all answer. Raises StoreProblem."""
    with signal_socket() as signalled:
        workers = [Worker.started(data, listener) for _ in range(count)]
        try:
            if all(worker.answered(signalled) for worker in workers):
                ready()
                _keep(workers, signalled, lambda: Worker.started(data, listener))
        finally:
            _terminate(workers)


def _keep(workers: list[Worker], signalled: socket.socket, start: Callable[[], Worker]) -> None:
    while signalled not in wait([signalled, *(worker.process.sentinel for worker in workers)]):
        for n, worker in enumerate(workers):
            if not worker.process.is_alive():
                log.log("worker ended", code=worker.process.exitcode)
                if wait([signalled], RESTART_DELAY):
                    return
                workers[n] = start()


def _terminate(workers: list[Worker]) -> None:
    for worker in workers:
        worker.process.terminate()
    until = time.monotonic() + SHUTDOWN_TIMEOUT + 10
    for worker in workers:
        worker.process.join(max(0.0, until - time.monotonic()))
        worker.process.kill()


def ignore_repeated_signals() -> None:
    """uvicorn handles these signals itself and, once it has shut down, raises them again: that second time is
    ignored."""
    for number in END_SIGNALS:
        signal.signal(number, lambda *_: None)


@contextmanager
def signal_socket() -> Iterator[socket.socket]:
    """A socket that is readable once a signal has come."""
    ignore_repeated_signals()
    signalled, wake_up = socket.socketpair()
    wake_up.setblocking(False)
    before = signal.set_wakeup_fd(wake_up.fileno())
    try:
        yield signalled
    finally:
        signal.set_wakeup_fd(before)
        signalled.close()
        wake_up.close()
