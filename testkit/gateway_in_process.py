"""A real gateway on a real port, in this process; and a clock turned by hand."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.app import application
from gateway.clock import CHINA
from gateway.process.server import TimedConnection
from gateway.runtime import Runtime, Stores, open_runtime

either_store = pytest.mark.parametrize("stores", ["folder", "province"], indirect=True)
"""The test runs twice: on the gateway's own folder, and on PostgreSQL and an object store."""


@dataclass
class HandClock:
    """A clock that stands at a Monday morning until it is turned."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Gateway:
    url: str
    data: Path
    runtime: Runtime
    clock: HandClock


class Server(uvicorn.Server):
    """Signals when it answers, so that nobody has to poll."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class SwitchableApp:
    """One port for all tests of a session. Each test gets a new gateway behind it, copied from the same `furnished`
    folder."""

    def __init__(self, url: str, furnished: Path) -> None:
        self.url, self.furnished = url, furnished
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app
        await self.app(scope, receive, send)

    @contextmanager
    def gateway(self, data: Path, stores: Stores | None = None, furnished: Path | None = None) -> Iterator[Gateway]:
        clock = HandClock()
        shutil.copytree(furnished or self.furnished, data)
        runtime = open_runtime(data, clock, stores)
        self.app = application(runtime)
        try:
            yield Gateway(self.url, data, runtime, clock)
        finally:
            runtime.engine.dispose()


@contextmanager
def serve_switchable(furnished: Path) -> Iterator[SwitchableApp]:
    open_runtime(furnished).engine.dispose()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        switchable = SwitchableApp(f"http://127.0.0.1:{listener.getsockname()[1]}", furnished)
        server = Server(
            uvicorn.Config(switchable, http=TimedConnection, log_config=None, access_log=False, lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            assert server.ready.wait(10)
            yield switchable
        finally:
            server.should_exit = True
            thread.join()
