"""uvicorn with time limits and caps for connections, periodic clean-up, and a shutdown that lets calls end."""

import asyncio
import gc
import socket
from collections.abc import Callable, Mapping
from multiprocessing import parent_process
from typing import Any

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from uvicorn.protocols.http.h11_impl import H11Protocol

from gateway.cases import tick
from gateway.intake import abandoned_uploads
from gateway.notices import worker as notices
from gateway.runtime import Runtime
from gateway.runtime.settings import ConnectionSettings
from gateway.telemetry.log import log, log_bug
from gateway.throttling.client_networks import network

CHUNK_BYTES = 8 << 10
"""Bytes read at a time from a body that may be chunked."""
MIN_CONTENT_SHARE, CONTENT_ALLOWANCE = 3 / 4, 1 << 10
"""Of the bytes of a chunked body so large a share has to be content, and so many bytes more may be none: each chunk
costs time, even one of a single byte."""
MAX_DISCARDED_BYTES = 1 << 20
"""A body that was refused is read on for so long, so that its sender gets to read the answer."""
THREADS = 16
"""Of one process: a few more than its connections to the database. More threads would mostly hand the interpreter to
each other."""
CLEANUP_TICKS = 36_000
"""From one clean-up to the next, in ticks of a tenth of a second: an hour. uvicorn counts ticks up to a day, which is a
multiple of it."""
CASEWORK_TICKS = 600
"""From one look at late duties to the next: a minute."""
NOTICE_TICKS = 50
"""From one look at the outbox of notices to the next."""
SHUTDOWN_TIMEOUT = 30
"""Seconds after which calls that have not ended are cut off when the gateway shuts down."""


class TimedConnection(H11Protocol):
    """A connection with time limits: for the head of a call, and for reading the answer. Each network has so many.

    `_since`: when it last began a call or finished an answer. `_discarded`: bytes read of a body that was refused.
    """

    settings = ConnectionSettings()
    _late: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _since = 0.0
    _discarded = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _send_at_once(transport)
        self._expect_call()
        others = [each for each in self.connections if isinstance(each, TimedConnection)]
        near = [each for each in others if each._network == self._network]
        if self._host not in self.settings.proxies and len(near) > self.settings.of_an_address:
            self._make_room(near)
        elif len(others) > self.settings.connections:
            self._make_room(others)

    def data_received(self, data: bytes) -> None:
        """In small pieces, except for a body with an announced length, which bounds the cost of reading it."""
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
        self._expect_call()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._late, self._unread):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Called when the client does not read the answer."""
        super().pause_writing()
        self._unread = self.loop.call_later(self.settings.answer_seconds, self.transport.abort)

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
        """Returns the network it is counted for, as with calls: an IPv4 address, an IPv6 network."""
        return network(self._host) or self._host

    @property
    def _chunked(self) -> bool:
        return any(name == b"transfer-encoding" for name, _ in self.headers or ())

    def _make_room(self, among: "list[TimedConnection]") -> None:
        """Close the connection that has been idle longest; where all have a call under way, the one whose body is
        slowest."""
        waiting = [each for each in among if each.idle or each.cycle.more_body]
        longest = min(waiting, key=lambda each: (not each.idle, each._since), default=self)
        if longest.idle:
            longest.transport.close()
        else:
            longest.transport.abort()

    def _expect_call(self) -> None:
        if self._late:
            self._late.cancel()
        self._since = self.loop.time()
        self._late = self.loop.call_later(self.settings.head_seconds, self._hang_up)

    def _hang_up(self) -> None:
        """Close an idle connection; abort one that was closed already and whose last answer nobody reads."""
        if self.transport.is_closing():
            self.transport.abort()
        elif self.idle:
            self.transport.close()
            self._late = self.loop.call_later(self.settings.answer_seconds, self.transport.abort)


def _send_at_once(transport: asyncio.BaseTransport) -> None:
    """An answer is written in two pieces. The kernel would hold the second back until the first is acknowledged, which
    the other side may put off for 40 ms (RFC 1122, 4.2.3.2 and 4.2.3.4). asyncio switches that off only for sockets
    made with a protocol number, which a listener of `socket.create_server` is not."""
    if peer := transport.get_extra_info("socket"):
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def timed_connections(settings: ConnectionSettings) -> type[TimedConnection]:
    return type("TimedConnection", (TimedConnection,), {"settings": settings})


class PeriodicWork:
    """Runs `work` in a thread every so many ticks of the server, never twice at once. It answers what it counted, which
    is logged under `name`; a failure is logged, and it is tried again at the next time."""

    def __init__(self, name: str, ticks: int, work: Callable[[], Mapping[str, int]]) -> None:
        self._name, self._ticks, self._work = name, ticks, work
        self._running: asyncio.Task[None] | None = None

    def tick(self, counter: int) -> None:
        if counter % self._ticks == 0 and (self._running is None or self._running.done()):
            self._running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        try:
            counted = await run_in_threadpool(self._work)
        except Exception as error:
            log_bug(error)
        else:
            if any(counted.values()):
                log(self._name, **counted)

    async def ended(self) -> None:
        if self._running:
            await self._running


class Server(uvicorn.Server):
    """uvicorn's server: lets calls end at shutdown, does periodic work, and ends when its parent process has died."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._body_timeout, self._ready, self._parent = app.state.body_timeout, ready, parent_process()
        self._runtime: Runtime = app.state.runtime
        self._periodic = (
            PeriodicWork("swept", CLEANUP_TICKS, lambda: abandoned_uploads.remove_abandoned(self._runtime)),
            PeriodicWork("casework", CASEWORK_TICKS, lambda: tick.run(self._runtime)),
            PeriodicWork("notices", NOTICE_TICKS, self._send_notices),
        )

    def _send_notices(self) -> Mapping[str, int]:
        return notices.run_once(self._runtime, go_on=lambda: not self.should_exit)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)
        gc.freeze()  # exclude existing objects from garbage collection after each call
        if self.started:
            self._ready()

    async def on_tick(self, counter: int) -> bool:
        for work in self._periodic:
            work.tick(counter)
        orphaned = self._parent is not None and counter % 10 == 0 and not self._parent.is_alive()
        return await super().on_tick(counter) or orphaned

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._body_timeout.begin_shutdown()
        for work in self._periodic:
            await work.ended()
        await super().shutdown(sockets)


def serve(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; `ready` is called once it answers."""
    options: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False, "ws": "none"}
    settings = app.state.body_timeout.settings
    options |= {"forwarded_allow_ips": settings.proxies, "timeout_graceful_shutdown": SHUTDOWN_TIMEOUT}
    config = uvicorn.Config(app, http=timed_connections(settings), **options)
    Server(config, app, ready).run(sockets=[listener])
