"""The way to the platform, broken at each stage: name, port, proxy, certificate, login page, signature, time."""

import json
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.settings import Platform, Settings
from doctor import network
from doctor.finding import Finding, State
from doctor.machine import Machine, machine
from gateway.auth import enrolment
from sync.terminal import terminal
from testkit.gateway_in_process import ServedGateway
from testkit.intermediaries import Proxy
from testkit.local_server import LocalServer, QuietHandler
from tests.sync.test_tls import certified


class Healthy(QuietHandler):
    """Answers /v1/health as the platform does, with a clock that is `ahead`."""

    ahead = timedelta()

    def do_GET(self) -> None:
        at = datetime.now(UTC) + self.ahead
        self.answer(200, json.dumps({"status": "ok", "at": at.isoformat()}).encode(), "application/json")

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class LoginPage(Healthy):
    """A network's captive portal: it answers everybody with its own page."""

    def do_GET(self) -> None:
        self.answer(200, b"<html>log in</html>", "text/html")


class Redirect(Healthy):
    def do_GET(self) -> None:
        self.answer(302, b"", "text/html", Location="http://login.example.net/")


class ProxyThatRefuses(QuietHandler):
    status = 403

    def do_CONNECT(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()


def findings(address: str, home: Path, plain_port: int = 9, **manner: Any) -> dict[str, Finding]:
    manner.setdefault("timeout", 2.0)
    here = Machine(home, Settings(platform=Platform(address=address, **manner)))
    return {each.check.removeprefix("network-"): each for each in network.network(here, plain_port)}


def failed(found: dict[str, Finding]) -> list[str]:
    """Returns the stages that failed; whatever is not ok says what to do."""
    assert all(bool(each.remedy) == (each.state is not State.OK) for each in found.values())
    return [stage for stage, each in found.items() if each.state is State.FAIL]


def tls(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return certified(tmp_path, datetime.now(UTC) + timedelta(days=60))


def test_no_address_is_known(tmp_path: Path) -> None:
    (found,) = network.network(Machine(tmp_path))
    assert found.state is State.WARN


def test_a_name_that_nobody_knows(tmp_path: Path) -> None:
    found = findings("https://no-such-platform.invalid", tmp_path)
    assert failed(found) == ["dns"]
    assert {*found} == {*network.STAGES}


def test_a_resolver_that_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    gone = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: gone.wait(20))
    monkeypatch.setattr(network, "DNS_SECONDS", 0.1)
    found = findings("https://platform.example", tmp_path)
    gone.set()
    assert (failed(found), found["dns"].found) == (["dns"], "域名服务器没有回答")


def test_a_port_that_nobody_serves(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = findings(f"https://127.0.0.1:{port}", tmp_path)
    assert (failed(found), "不让连" in found["tcp"].found) == (["tcp"], True)


def test_a_certificate_of_the_provinces_own_that_nobody_named(tmp_path: Path, certificate: Path) -> None:
    with LocalServer(Healthy, tls(certificate)) as server:
        found = findings(server.url, tmp_path)
        assert (failed(found), "可信" in found["tls"].found) == (["tls"], True)
        assert failed(findings(server.url, tmp_path, ca_file=certificate)) == []


def test_a_certificate_of_another_host(tmp_path: Path, certificate: Path) -> None:
    with LocalServer(Healthy, tls(certificate)) as server:
        found = findings(server.url.replace("127.0.0.1", "localhost"), tmp_path, ca_file=certificate)
    assert (failed(found), "别的主机" in found["tls"].found) == (["tls"], True)


@pytest.mark.parametrize("days", [-1, 400], ids=["our clock is ahead", "our clock is behind"])
def test_a_date_that_no_certificate_agrees_with(days: int, tmp_path: Path) -> None:
    file = certified(tmp_path, datetime.now(UTC) + timedelta(days=days))
    with LocalServer(Healthy, tls(file)) as server:
        found = findings(server.url, tmp_path, ca_file=file)
    assert (failed(found), "日期对不上" in found["tls"].found) == (["tls"], True)


def test_a_certificate_that_soon_runs_out_is_a_warning(tmp_path: Path) -> None:
    file = certified(tmp_path, datetime.now(UTC) + timedelta(days=5))
    with LocalServer(Healthy, tls(file)) as server:
        assert findings(server.url, tmp_path, ca_file=file)["tls"].state is State.WARN


def test_a_server_without_tls(tmp_path: Path) -> None:
    with LocalServer(Healthy) as server:
        found = findings(server.url.replace("http:", "https:"), tmp_path)
    assert failed(found) == ["tls"]


@pytest.mark.parametrize("page", [LoginPage, Redirect])
def test_a_login_page_behind_the_right_certificate(page: type[Healthy], tmp_path: Path, certificate: Path) -> None:
    with LocalServer(page, tls(certificate)) as server:
        found = findings(server.url, tmp_path, ca_file=certificate)
    assert failed(found) == ["portal"]


@pytest.mark.parametrize("page", [LoginPage, Redirect])
def test_a_login_page_with_its_own_certificate_is_seen_on_its_plain_port(page: type[Healthy], tmp_path: Path) -> None:
    own = certified(tmp_path, datetime.now(UTC) + timedelta(days=60))
    with LocalServer(page, tls(own)) as server, LocalServer(page) as plain:
        port = int(plain.url.rpartition(":")[2])
        found = findings(server.url, tmp_path, plain_port=port)
    assert failed(found) == ["tls", "portal"]


@pytest.mark.parametrize(("status", "said"), [(403, "不让过"), (407, "账号"), (502, "不让过")])
def test_a_proxy_that_refuses(status: int, said: str, tmp_path: Path) -> None:
    with LocalServer(ProxyThatRefuses, status=status) as proxy:
        found = findings("https://platform.example", tmp_path, proxy=proxy.url)
    assert (failed(found), said in found["proxy"].found) == (["proxy"], True)


def test_a_proxy_that_is_not_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert failed(findings("https://platform.example", tmp_path, proxy=f"http://127.0.0.1:{port}")) == ["proxy"]


def test_a_proxy_that_lets_through(tmp_path: Path) -> None:
    file = certified(tmp_path, datetime.now(UTC) + timedelta(days=60), "platform.example")
    with LocalServer(Healthy, tls(file)) as server, Proxy(int(server.url.rpartition(":")[2])) as proxy:
        found = findings("https://platform.example", tmp_path, proxy=proxy.url, ca_file=file)
    assert failed(found) == []


@pytest.mark.parametrize(
    ("ahead", "state"), [(10, State.OK), (120, State.WARN), (-400, State.FAIL), (86400, State.FAIL)]
)
def test_a_clock_apart_from_the_platforms(ahead: int, state: State, tmp_path: Path) -> None:
    with LocalServer(Healthy, ahead=timedelta(seconds=ahead)) as server:
        assert findings(server.url, tmp_path)["time"].state is state


def test_an_address_that_is_none(tmp_path: Path) -> None:
    (found,) = network.network(Machine(tmp_path, Settings(platform=Platform(address="http://platform.example"))))
    assert (found.state, "地址写得不对" in found.found) == (State.FAIL, True)


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedGateway]:
    running = ServedGateway(tmp_path_factory.mktemp("gateway"))
    yield running
    running.close()


def test_at_the_real_gateway_all_is_well_until_the_terminal_is_revoked(served: ServedGateway, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with terminal(home) as opened:
        identity = opened.enrol(served.url, served.call("code")["code"])
    well = {each.check: each.state for each in network.network(machine(home))}
    assert set(well.values()) == {State.OK}
    enrolment.revoke(served.runtime, identity.terminal)
    assert [each.check for each in network.network(machine(home)) if each.state is State.FAIL] == ["network-signature"]
