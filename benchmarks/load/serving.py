"""Worker processes behind one port: the gateway's, or the bare endpoint's. `python -m benchmarks.load.serving`."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import uvicorn
from fastapi import FastAPI

from benchmarks.load import bare
from gateway import log
from gateway.app import application
from gateway.database import connect
from gateway.office import Stores, open_office
from gateway.serve import Announced


@dataclass(frozen=True)
class Served:
    url: str
    workers: list[psutil.Process]

    def cpu(self) -> float:
        """CPU seconds of all workers so far."""
        return sum(sum(each.cpu_times()[:2]) for each in self.workers)


@contextmanager
def served(what: str, data: Path, stores: Stores, workers: int) -> Iterator[Served]:
    """`what`: gateway or bare. All workers listen on one socket; the log goes nowhere, but is written."""
    places = {"DATABASE_URL": stores.database, "BLOB_URL": stores.blobs, "PYTHONPATH": str(Path.cwd())}
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        number = listener.fileno()
        command = [sys.executable, "-m", __name__, what, str(data), str(number)]
        processes = [
            subprocess.Popen(
                command,
                env=os.environ | places,
                pass_fds=[number],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            for _ in range(workers)
        ]
        try:
            for each in processes:
                assert each.stdout and each.stdout.readline().startswith("http"), f"{what} does not start"
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            yield Served(url, [psutil.Process(each.pid) for each in processes])
        finally:
            for each in processes:
                each.terminate()
            for each in processes:
                each.wait()
                assert each.stdout
                each.stdout.close()


def app(what: str, data: Path) -> FastAPI:
    office = open_office(data)
    if what == "gateway":
        log.to_stderr()
        return application(office)
    office.engine.dispose()
    return bare.application(connect(os.environ["DATABASE_URL"] or f"sqlite:///{data}/bare.sqlite3"), office.blobs)


def main() -> None:
    what, data, number = sys.argv[1:]
    config = uvicorn.Config(app(what, Path(data)), log_config=None, access_log=False, server_header=False)
    Announced(config).run(sockets=[socket.socket(fileno=int(number))])


if __name__ == "__main__":
    main()
