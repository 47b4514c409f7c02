"""A real gateway on a real port, in this process; and a clock turned by hand."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from gateway.app import application
from gateway.clock import CHINA
from gateway.office import Office, open_office


@dataclass
class HandClock:
    """A Monday morning until somebody turns it."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Gateway:
    url: str
    data: Path
    office: Office
    clock: HandClock


class Server(uvicorn.Server):
    """Says when it answers, so that nobody has to poll."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def running_gateway(data: Path) -> Iterator[Gateway]:
    clock = HandClock()
    office = open_office(data, clock)
    server = Server(uvicorn.Config(application(office), log_config=None, access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            assert server.ready.wait(10)
            yield Gateway(f"http://127.0.0.1:{listener.getsockname()[1]}", data, office, clock)
        finally:
            server.should_exit = True
            thread.join()
            office.engine.dispose()
