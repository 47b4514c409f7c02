"""Slow clients are disconnected after a while and delay nobody. There is no proxy in front."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import pytest
import requests
import uvicorn
from uvicorn.server import ServerState

from gateway.app import application, routes_only
from gateway.auth import enrolment
from gateway.process.server import TimedConnection, timed_connections
from gateway.runtime.settings import ConnectionSettings
from testkit.gateway_in_process import Gateway, SwitchableApp
from testkit.gateway_process import Line
from testkit.terminal import Terminal, petition, refusal
from trust.keys import SigningKey

HEAD = b"POST /v1/items HTTP/1.1\r\nHost: localhost\r\n"
Asked = Callable[..., None]


@pytest.fixture
def asked(gateway: Gateway, switchable: SwitchableApp, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Returns a function that sets the settings of later connections."""

    def ask(**about: Any) -> None:
        gateway.runtime = replace(gateway.runtime, connections=ConnectionSettings(**about))
        monkeypatch.setattr(TimedConnection, "settings", gateway.runtime.connections)
        switchable.app = application(gateway.runtime)

    return ask


def handing_in(gateway: Gateway, terminal: Terminal) -> requests.PreparedRequest:
    return terminal.handing_in(terminal.sealed(petition(gateway.clock())))


def healthy(gateway: Gateway) -> bool:
    return requests.get(f"{gateway.url}/v1/health", timeout=120).status_code == 200


def test_strangers_are_refused_before_a_byte_of_their_bodies_is_waited_for(gateway: Gateway) -> None:
    stranger = Terminal(gateway, "t-nobody", SigningKey.generate(), {})
    call = stranger.request("POST", "/v1/items", {"x": "y" * 5000})
    for head, code in ((HEAD + b"Content-Length: 5000\r\n\r\n{", b"unsigned"), (b"", b"unknown-terminal")):
        with Line(gateway.url) as line:
            line.say(head) if head else line.begin(call)
            said = line.answer()
        assert said.startswith(b"HTTP/1.1 401") and code in said


def test_who_is_revoked_or_forges_is_refused_before_the_body(gateway: Gateway, terminal: Terminal) -> None:
    thief = replace(terminal, key=SigningKey.generate())
    with Line(gateway.url) as line:
        line.begin(handing_in(gateway, thief))
        said = line.answer()
    assert said.startswith(b"HTTP/1.1 401") and b'"altered"' in said
    assert enrolment.revoke(gateway.runtime, terminal.id)
    with Line(gateway.url) as line:
        line.begin(handing_in(gateway, terminal))
        assert b'"revoked"' in line.answer()


def test_a_thousand_one_byte_bodies_shut_nobody_out(gateway: Gateway, terminal: Terminal, asked: Asked) -> None:
    asked(connections=40)
    with ExitStack() as lines:
        for n in range(120):
            line = lines.enter_context(Line(gateway.url))
            line.say(HEAD if n % 2 else HEAD + b"Content-Length: 5000\r\n\r\n{")
        assert terminal.filed()


def test_a_terminal_that_is_slow_on_every_line_shuts_nobody_out(
    gateway: Gateway, terminal: Terminal, asked: Asked
) -> None:
    asked(connections=12, of_a_terminal=10)
    hostile = Terminal.enrolled(gateway)
    with ExitStack() as lines:
        for _ in range(10):
            lines.enter_context(Line(gateway.url)).begin_and_wait(handing_in(gateway, hostile))
        assert refusal(hostile.call("GET", "/v1/bulletin")) == (429, "too-many")
        assert terminal.filed() and terminal.filed()


def test_a_head_that_does_not_come_ends_the_connection(gateway: Gateway, asked: Asked) -> None:
    asked(head_seconds=0.2)
    with Line(gateway.url) as line, Line(gateway.url) as silent:
        line.say(HEAD)
        assert line.heard() == b"" and silent.heard() == b""


def test_a_body_that_does_not_come_is_refused(gateway: Gateway, terminal: Terminal, asked: Asked) -> None:
    asked(progress_seconds=0.2, head_seconds=0.2)
    with Line(gateway.url) as line:
        line.begin(handing_in(gateway, terminal))
        said = line.heard()
    assert said.startswith(b"HTTP/1.1 408") and b'"code":"too-slow"' in said


def test_what_came_before_buys_no_time(gateway: Gateway, terminal: Terminal, asked: Asked) -> None:
    """The client sends a megabyte at once, and then a byte now and then."""
    asked(progress_seconds=0.3, head_seconds=0.2)
    call = terminal.request("POST", "/v1/items", {"x": "y" * (1 << 20)}, Idempotency_Key="k")
    with Line(gateway.url) as line:
        line.begin(call)
        while not line.answered_within(0.05):
            line.say(b"y")
        assert line.heard().startswith(b"HTTP/1.1 408")


def test_a_body_that_gets_on_has_its_time_all_the_same(gateway: Gateway, terminal: Terminal, asked: Asked) -> None:
    asked(progress_bytes=1, body_seconds=0.3, head_seconds=0.2)
    with Line(gateway.url) as line:
        line.begin(handing_in(gateway, terminal))
        while not line.answered_within(0.05):
            line.say(b"y")
        assert line.heard().startswith(b"HTTP/1.1 408")


def test_memory_is_held_by_no_one_alone(gateway: Gateway, terminal: Terminal, asked: Asked) -> None:
    asked(held_bytes=16 << 20)
    hostile = Terminal.enrolled(gateway)
    with ExitStack() as lines:
        held = [lines.enter_context(Line(gateway.url)) for _ in range(5)]
        for line in held:
            line.begin(hostile.request("POST", "/v1/batches", {"x": "y" * (8 << 20)}))
        said = held[-1].answer()
        assert said.startswith(b"HTTP/1.1 503") and b'"busy"' in said
        assert terminal.filed()


def test_a_byte_a_chunk_is_cut_off(gateway: Gateway, terminal: Terminal) -> None:
    """Each byte costs as much to read as a kilobyte."""
    call = handing_in(gateway, terminal)
    call.headers["Transfer-Encoding"] = "chunked"
    del call.headers["Content-Length"]
    with Line(gateway.url) as line:
        line.head(call)
        line.say(b"1\r\nx\r\n" * 4000)
        assert line.heard() == b""


def test_who_does_not_read_the_answers_is_hung_up_on() -> None:
    """The kernel buffers megabytes before anything piles up here, so the transport reports it to a fake peer."""

    async def unread() -> None:
        cut, transport = asyncio.Event(), Mock(spec=asyncio.Transport)
        transport.abort.side_effect = cut.set
        transport.is_closing.return_value = True
        quick = timed_connections(ConnectionSettings(answer_seconds=0.01, head_seconds=0.01))
        for piles_up in (True, False):  # in our memory; or in the kernel's, behind a line that we have closed
            connection = quick(uvicorn.Config(Mock(), log_config=None), ServerState(), {})
            connection.connection_made(transport)
            if piles_up:
                connection.pause_writing()
            await asyncio.wait_for(cut.wait(), 120)
            connection.connection_lost(None)
            cut.clear()

    asyncio.run(unread())


def test_of_too_many_connections_the_one_that_waited_longest_goes(gateway: Gateway, asked: Asked) -> None:
    asked(connections=5)
    with ExitStack() as lines:
        silent = [lines.enter_context(Line(gateway.url)) for _ in range(8)]
        assert healthy(gateway)
        assert silent[0].heard() == b""


def test_an_address_has_so_many_connections_where_no_proxy_is(gateway: Gateway, asked: Asked) -> None:
    asked(of_an_address=3, proxies=[])
    with ExitStack() as lines:
        silent = [lines.enter_context(Line(gateway.url)) for _ in range(4)]
        assert silent[0].heard() == b""
        assert healthy(gateway)


class Peer(asyncio.Transport):
    """The remote end of a connection, at an address this machine does not have."""

    def __init__(self, address: str) -> None:
        super().__init__({"peername": (address, 40000)})
        self.open = True

    def close(self) -> None:
        self.open = False

    def is_closing(self) -> bool:
        return not self.open


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("2001:db8:1:2::7", "2001:db8:1:2:3::8", True),  # who has one address of a network has all of them
        ("2001:db8:1:2::7", "2001:db8:1:3::7", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_connections_are_counted_by_network_as_calls_are(one: str, other: str, together: bool) -> None:
    async def connected() -> list[bool]:
        kind = timed_connections(ConnectionSettings(of_an_address=1, proxies=[]))
        config, state, peers = uvicorn.Config(routes_only(), log_config=None), ServerState(), [Peer(one), Peer(other)]
        config.load()
        for peer in peers:
            kind(config=config, server_state=state, app_state={}).connection_made(peer)
        return [peer.open for peer in peers]

    assert asyncio.run(connected()) == [not together, True]


def test_an_answer_is_sent_at_once() -> None:
    async def option() -> int:
        loop, made = asyncio.get_running_loop(), asyncio.Event()

        class Connection(TimedConnection):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                made.set()

        config = uvicorn.Config(routes_only(), log_config=None)
        config.load()
        connection = Connection(config=config, server_state=ServerState(), app_state={})
        listener = socket.create_server(("127.0.0.1", 0))
        server = await loop.create_server(lambda: connection, sock=listener)
        async with server:
            with socket.create_connection(listener.getsockname()):
                await made.wait()
                found = connection.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            connection.transport.abort()
        return int(found)

    assert asyncio.run(option())


def test_an_address_behind_the_proxy_has_so_many_calls(gateway: Gateway, terminal: Terminal, asked: Asked) -> None:
    asked(of_an_address=2)
    far = {"X-Forwarded-For": "203.0.113.7"}
    with ExitStack() as lines:
        for _ in range(2):
            call = handing_in(gateway, terminal)
            call.headers.update(far)
            lines.enter_context(Line(gateway.url)).begin_and_wait(call)
        answer = requests.get(f"{gateway.url}/v1/health", headers=far, timeout=120)
        assert refusal(answer) == (429, "too-many")
        assert healthy(gateway)
        other = requests.get(f"{gateway.url}/v1/health", headers={"X-Forwarded-For": "203.0.113.8"}, timeout=120)
        assert other.status_code == 200
