"""Those who dribble: let go of after a while, and in nobody's way."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests

from gateway.door import pace
from gateway.process import server
from tests.gateway.running import Gateway
from tests.gateway.serving import Line
from tests.gateway.terminal import Terminal, petition

HEAD = b"POST /v1/items HTTP/1.1\r\nHost: gateway\r\n"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(server, "HEAD", 0.2)
    monkeypatch.setattr(pace, "SILENCE", 0.2)
    yield


def test_a_hundred_who_dribble_stop_nobody(gateway: Gateway, terminal: Terminal) -> None:
    with ExitStack() as lines:
        for n in range(120):
            line = lines.enter_context(Line(gateway.url))
            line.say(HEAD if n % 2 else HEAD + b"Content-Length: 5000\r\n\r\n{")
        assert terminal.filed()


@pytest.mark.usefixtures("impatient")
def test_a_head_that_does_not_come_ends_the_connection(gateway: Gateway) -> None:
    with Line(gateway.url) as line:
        line.say(HEAD)
        assert line.heard() == b""


@pytest.mark.usefixtures("impatient")
def test_a_body_that_does_not_come_is_refused(gateway: Gateway, terminal: Terminal) -> None:
    call = terminal.handing_in(terminal.sealed(petition(gateway.clock())))
    with Line(gateway.url) as line:
        line.begin(call)
        said = line.heard()
    assert said.startswith(b"HTTP/1.1 408") and b'"code":"too-slow"' in said


def test_a_body_that_comes_byte_by_byte_is_refused_too(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "BEGINNING", 0.2)
    monkeypatch.setattr(server, "HEAD", 0.2)
    with Line(gateway.url) as line:
        line.say(HEAD + b"Content-Length: 5000\r\n\r\n{")
        assert line.heard().startswith(b"HTTP/1.1 408")


def test_of_too_many_connections_the_one_that_waited_longest_goes(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 5)
    with ExitStack() as lines:
        dribbling = [lines.enter_context(Line(gateway.url)) for _ in range(8)]
        assert requests.get(f"{gateway.url}/v1/health", timeout=10).status_code == 200
        assert dribbling[0].heard() == b""
