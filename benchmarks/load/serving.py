"""Serves the gateway, and the bare endpoint in worker processes. `python -m …serving` is one worker."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
import uvicorn

from benchmarks.load import bare
from gateway.blobs import open_blobs
from gateway.runtime import Stores
from gateway.storage.database import connect


@dataclass(frozen=True)
class Served:
    url: str
    processes: list[psutil.Process]

    def cpu(self) -> float:
        """Returns the CPU seconds of all its processes so far."""
        return sum(sum(each.cpu_times()[:2]) for each in self.processes)


@contextmanager
def gateway(data: Path, stores: Stores, workers: int) -> Iterator[Served]:
    """Runs `python -m gateway serve`; its log is written and discarded."""
    command = ["-m", "gateway", "serve", "--data", str(data), "--listen", "127.0.0.1:0", "--workers", str(workers)]
    with _running([command], stores) as (process,):
        assert process.stdout
        url, overseer = process.stdout.readline().strip(), psutil.Process(process.pid)
        yield Served(url, [overseer, *overseer.children(recursive=True)])


@contextmanager
def bare_endpoint(data: Path, stores: Stores, workers: int) -> Iterator[Served]:
    data.mkdir(exist_ok=True)
    engine = connect(_database(data, stores.database))
    bare.metadata.create_all(engine)
    engine.dispose()
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        commands = [["-m", __name__, str(data), str(listener.fileno())]] * workers
        with _running(commands, stores, listener.fileno()) as processes:
            for each in processes:
                assert each.stdout and each.stdout.readline(), "the bare endpoint does not start"
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            yield Served(url, [psutil.Process(each.pid) for each in processes])


@contextmanager
def _running(commands: list[list[str]], stores: Stores, *handles: int) -> Iterator[list["subprocess.Popen[str]"]]:
    places = {"DATABASE_URL": stores.database, "BLOB_URL": stores.blobs, "PYTHONPATH": str(Path.cwd())}
    start = partial(
        subprocess.Popen[str], text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=handles
    )
    started = [start([sys.executable, *words], env=os.environ | places) for words in commands]
    try:
        yield started
    finally:
        for each in started:
            each.terminate()
        for each in started:
            each.communicate()


def _database(data: Path, named: str) -> str:
    return named or f"sqlite:///{data}/bare.sqlite3"


class Announced(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print("ready", flush=True)


def main() -> None:
    data, number = Path(sys.argv[1]), int(sys.argv[2])
    engine = connect(_database(data, os.environ["DATABASE_URL"]))
    app = bare.application(engine, open_blobs(os.environ["BLOB_URL"], data / "blobs"))
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
    Announced(config).run(sockets=[socket.socket(fileno=number)])


if __name__ == "__main__":
    main()
