"""A real gateway on a real port, in this process; and a clock turned by hand."""

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.app import application
from gateway.cli import main
from gateway.clock import CHINA
from gateway.process.server import TimedConnection
from gateway.runtime import Runtime, Stores, mark_as_training, open_runtime

either_store = pytest.mark.parametrize("stores", ["folder", "province"], indirect=True)
"""The test runs twice: on the gateway's own folder, and on PostgreSQL and an object store."""
either_empty_store = pytest.mark.parametrize("stores", ["folder", "empty province"], indirect=True)
"""The same, and the database has no tables yet."""


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
        with _serving(switchable, listener):
            yield switchable


class ServedGateway:
    """The gateway of a folder, by itself on a port, which it keeps when it is started again after `close`.
    `GatewayProcess` is the same as a program."""

    def __init__(self, data: Path, listen: str = "127.0.0.1:0", *, training: bool = False) -> None:
        if training:
            mark_as_training(data)
        self.data, self._listen = data, listen
        self.start()

    def start(self) -> None:
        self.runtime = open_runtime(self.data)
        self._running = ExitStack()
        self._running.callback(self.runtime.engine.dispose)
        host, _, port = self._listen.rpartition(":")
        listener = self._running.enter_context(socket.create_server((host, int(port))))
        self._running.enter_context(_serving(application(self.runtime), listener))
        self._listen = f"{host}:{listener.getsockname()[1]}"

    @property
    def url(self) -> str:
        return f"http://{self._listen}"

    def call(self, *words: str) -> Any:
        """Returns what `python -m gateway …` prints for this gateway."""
        return json.loads(ask(self.data, *words))

    def close(self) -> None:
        self._running.close()


@contextmanager
def _serving(app: ASGIApp, listener: socket.socket) -> Iterator[None]:
    server = Server(uvicorn.Config(app, http=TimedConnection, log_config=None, access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        assert server.ready.wait(120)
        yield
    finally:
        server.should_exit = True
        thread.join()


def ask(data: Path, *words: str) -> str:
    """Returns the output of `python -m gateway …` for the gateway in this folder, run here, where Python and its
    libraries are loaded already."""
    with redirect_stdout(StringIO()) as said:
        code = main([*words, "--data", str(data)])
    assert code == 0, said.getvalue()
    return said.getvalue()
