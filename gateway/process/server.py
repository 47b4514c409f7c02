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
from starlette.concurrency import run_in_threadpool
from uvicorn.protocols.http.h11_impl import H11Protocol

from gateway.intake import abandoned_uploads
from gateway.runtime import Runtime
from gateway.runtime.settings import ConnectionSettings
from gateway.telemetry.log import log, log_bug
from gateway.throttling.client_networks import network

CHUNK_BYTES = 8 << 10
"""Bytes that are read at a time of what may be chunked."""
MIN_CONTENT_SHARE, CONTENT_ALLOWANCE = 3 / 4, 1 << 10
"""Of what comes in chunks so much has to be content, a kilobyte aside: each chunk costs time, were it of one byte."""
MAX_DISCARDED_BYTES = 1 << 20
"""Bytes of a body that are read to its end after it was refused, so that its sender gets to hear why."""
THREADS = 16
"""At work in one process: a few more than its connections to the database. All others wait their turn: one interpreter
serves them all, and forty would mostly hand it to each other."""
CLEANUP_TICKS = 36_000
"""Ticks, tenths of a second, from one sweep of what was left to the next; a day has a whole number of them."""
SHUTDOWN_TIMEOUT = 30
"""Seconds after which calls that have not ended are cut off."""


class TimedConnection(H11Protocol):
    """A connection that has to say what it wants, and to hear the answer."""

    asked = ConnectionSettings()
    _late: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _since = 0.0
    _discarded = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()
        others = [each for each in self.connections if isinstance(each, TimedConnection)]
        near = [each for each in others if each._network == self._network]
        if self._host not in self.asked.proxies and len(near) > self.asked.of_an_address:
            self._make_room(near)
        elif len(others) > self.asked.connections:
            self._make_room(others)

    def data_received(self, data: bytes) -> None:
        """In small pieces but where a length was announced, which bounds what reading it may cost."""
        while data and not self.transport.is_closing():
            plain = self.cycle is not None and self.cycle.more_body and not self._chunked
            piece, data = (data, b"") if plain else (data[:CHUNK_BYTES], data[CHUNK_BYTES:])
            self._read(piece)

    def _read(self, piece: bytes) -> None:
        cycle = self.cycle
        before = len(cycle.body) if cycle else 0
        super().data_received(piece)
        if self.cycle is not cycle:
            self._since, self._discarded = self.loop.time(), 0
        elif cycle and cycle.more_body and cycle.response_complete:
            self._discarded += len(piece)
            if self._discarded > (CHUNK_BYTES if self._chunked else MAX_DISCARDED_BYTES):
                self.transport.abort()
        elif (
            cycle
            and cycle.more_body
            and self._chunked
            and len(cycle.body) - before < MIN_CONTENT_SHARE * len(piece) - CONTENT_ALLOWANCE
        ):
            self.transport.abort()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._late, self._unread):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The answer piles up: nobody reads it."""
        super().pause_writing()
        self._unread = self.loop.call_later(self.asked.answer_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._unread:
            self._unread.cancel()

    @property
    def idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    @property
    def _host(self) -> str:
        return self.client[0] if self.client else ""

    @property
    def _network(self) -> str:
        """Whose it is, as calls are counted (`gateway.throttling.client_networks`): all of an IPv6 network are one."""
        return network(self._host) or self._host

    @property
    def _chunked(self) -> bool:
        return any(name == b"transfer-encoding" for name, _ in self.headers or ())

    def _make_room(self, among: "list[TimedConnection]") -> None:
        """The one goes that has kept us waiting longest: for a call; where all have begun one, for its body."""
        waiting = [each for each in among if each.idle or each.cycle.more_body]
        longest = min(waiting, key=lambda each: (not each.idle, each._since), default=self)
        if longest.idle:
            longest.transport.close()
        else:
            longest.transport.abort()

    def _expect(self) -> None:
        if self._late:
            self._late.cancel()
        self._since = self.loop.time()
        self._late = self.loop.call_later(self.asked.head_seconds, self._hang_up)

    def _hang_up(self) -> None:
        """A closed line whose last answer nobody reads would stay for ever."""
        if self.transport.is_closing():
            self.transport.abort()
        elif self.idle:
            self.transport.close()
            self._late = self.loop.call_later(self.asked.answer_seconds, self.transport.abort)


def timed_connections(asked: ConnectionSettings) -> type[TimedConnection]:
    return type("TimedConnection", (TimedConnection,), {"asked": asked})


class Server(uvicorn.Server):
    """Ends what it has begun, begins nothing new, and ends too when the process that started it is no more."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._pace, self._ready, self._parent = app.state.pace, ready, parent_process()
        self._office: Runtime = app.state.runtime
        self._sweeping: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)
        gc.freeze()  # what is here now stays: it need not be gone through for what comes and goes with the calls
        if self.started:
            self._ready()

    async def on_tick(self, counter: int) -> bool:
        if counter % CLEANUP_TICKS == 0 and (self._sweeping is None or self._sweeping.done()):
            self._sweeping = asyncio.create_task(self._sweep())
        orphaned = self._parent is not None and counter % 10 == 0 and not self._parent.is_alive()
        return await super().on_tick(counter) or orphaned

    async def _sweep(self) -> None:
        """Whatever goes wrong with it is said and tried again."""
        try:
            swept = await run_in_threadpool(abandoned_uploads.remove_abandoned, self._office)
        except Exception as error:
            log_bug(error)
        else:
            if any(swept.values()):
                log("swept", **swept)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._pace.end()
        if self._sweeping:
            await self._sweeping
        await super().shutdown(sockets)


def serve(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Until SIGTERM or SIGINT; `ready` is called once it answers."""
    manner: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False, "ws": "none"}
    asked = app.state.pace.asked
    manner |= {"forwarded_allow_ips": asked.proxies, "timeout_graceful_shutdown": SHUTDOWN_TIMEOUT}
    config = uvicorn.Config(app, http=timed_connections(asked), **manner)
    Server(config, app, ready).run(sockets=[listener])
