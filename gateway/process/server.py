"""uvicorn, made patient with calls under way and impatient with connections that bring none."""

import asyncio
import gc
import socket
from collections.abc import Callable
from multiprocessing import parent_process
from typing import Any

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from gateway.door.pace import Pace

HEAD = 20.0
"""Seconds for the head of a call to arrive in, from the connection or from the answer before."""
CONNECTIONS = 800
"""Of one process; at more, the one that has kept us waiting longest goes. Most systems allow 1024 open files."""
THREADS = 16
"""At work in one process: a few more than its connections to the database. All others wait their turn: one interpreter
serves them all, and forty would mostly hand it to each other."""
LAST_RESORT = 30
"""Seconds after which calls that have not ended are cut off."""


class Prompt(H11Protocol):
    """A connection that has to say what it wants."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()
        if len(self.connections) > CONNECTIONS:
            idle = (each for each in self.connections if isinstance(each, Prompt) and each.idle)
            min(idle, key=lambda each: each._late.when() if each._late else 0, default=self).transport.close()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._late:
            self._late.cancel()
        super().connection_lost(exc)

    @property
    def idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _expect(self) -> None:
        if self._late:
            self._late.cancel()
        self._late = self.loop.call_later(HEAD, self._hang_up)

    def _hang_up(self) -> None:
        if self.idle:
            self.transport.close()


class Server(uvicorn.Server):
    """Ends what it has begun, begins nothing new, and ends too when the process that started it is no more."""

    def __init__(self, config: uvicorn.Config, pace: Pace, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._pace, self._ready, self._parent = pace, ready, parent_process()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)
        gc.freeze()  # what is here now stays: it need not be gone through for what comes and goes with the calls
        if self.started:
            self._ready()

    async def on_tick(self, counter: int) -> bool:
        orphaned = self._parent is not None and counter % 10 == 0 and not self._parent.is_alive()
        return await super().on_tick(counter) or orphaned

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._pace.end()
        await super().shutdown(sockets)


def serve(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Until SIGTERM or SIGINT; `ready` is called once it answers."""
    manner: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False, "ws": "none"}
    config = uvicorn.Config(app, http=Prompt, timeout_graceful_shutdown=LAST_RESORT, **manner)
    Server(config, app.state.pace, ready).run(sockets=[listener])
