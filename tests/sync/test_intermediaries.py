"""Between terminal and platform: different spellings of addresses, firewalls, proxies."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from core.outbox_state import OutboxState
from core.problems import FormerKey, NameUnknown, NotEnrolled, SignedCallsRefused, UnsafeAddress
from core.settings import Platform
from core.wire import Enrolment
from sync.__main__ import main
from sync.platform.enrolment_calls import enrol
from sync.platform.http import Transport
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import CODE, SECRET, FaultyPlatform
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from testkit.intermediaries import Proxy, Relay
from tests.sync.test_tls import certified
from trust.keys import SigningKey

HOST = "platform.example"


def code(gateway: ServedGateway) -> str:
    return str(gateway.call("code")["code"])


@pytest.mark.parametrize("forbids", [("PATCH",), ("PATCH", "HEAD")])
def test_a_firewall_that_knows_get_and_post_only(home: Path, gateway: ServedGateway, forbids: tuple[str, ...]) -> None:
    with Relay(gateway.url, forbids) as relay, terminal(home) as opened:
        opened.enrol(relay.url, code(gateway))
        slips = [opened.submissions.accept(a_filing(pages=(b"\xff\xd8\xff" + b"page" * 200_000,))) for _ in range(2)]
        opened.engine.run_once()
        assert {opened.submissions.status(slip.item).state for slip in slips} == {OutboxState.REGISTERED}
        assert sum(relay.methods.count(method) for method in forbids) == 1, "once is enough to know"


def test_an_address_that_is_changed_on_the_way_is_told_at_enrolment(home: Path, gateway: ServedGateway) -> None:
    with Relay(gateway.url, host="localhost:1") as relay, terminal(home) as opened:
        with pytest.raises(SignedCallsRefused):
            opened.enrol(relay.url, code(gateway))
        with pytest.raises(NotEnrolled):
            opened.identities.current()


def test_a_name_the_platform_was_not_told_is_said_and_no_code_is_spent(home: Path, gateway: ServedGateway) -> None:
    fresh = code(gateway)
    with Relay(gateway.url, host="another.example") as relay, terminal(home) as opened:
        with pytest.raises(NameUnknown):
            opened.enrol(relay.url, fresh)
        assert not opened.identities.enrolled
        assert opened.enrol(gateway.url, fresh)


def test_who_was_enrolled_stays_so_when_another_address_does_not_work(opened: Terminal, gateway: ServedGateway) -> None:
    before = opened.identities.current()
    with Relay(gateway.url, host="localhost:1") as relay, pytest.raises(SignedCallsRefused):
        opened.enrol(relay.url, code(gateway))
    assert opened.identities.current() == before


def test_a_clock_that_differs_is_learned_at_enrolment(home: Path) -> None:
    with FaultyPlatform(ahead=timedelta(days=400)) as platform, terminal(home) as opened:
        opened.enrol(platform.url, CODE)
        assert abs(opened.identities.clock_offset - timedelta(days=400)) < timedelta(minutes=5)


@pytest.mark.parametrize("url", [f"https://{HOST}:443", f"https://{HOST.upper()}/", f"https://{HOST}:443/"])
def test_a_default_port_is_left_out_of_what_is_signed(url: str) -> None:
    line = Transport(url, Platform())
    assert line.url == f"https://{HOST}/"
    line.close()


def test_a_port_that_is_none_is_no_address(home: Path) -> None:
    with terminal(home) as opened, pytest.raises(UnsafeAddress):
        opened.enrol(f"https://{HOST}:port", CODE)


@pytest.mark.parametrize("named", ["settings", "environment"])
def test_a_proxy_that_must_be_used(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the proxy can resolve the name."""
    file = certified(tmp_path, datetime.now(UTC) + timedelta(days=30), HOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with FaultyPlatform(tls=context) as platform, Proxy(urlsplit(platform.url).port or 0) as proxy:
        if named == "environment":
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        manner = Platform(timeout=5, ca_file=file, proxy=proxy.url if named == "settings" else "")
        call = Enrolment(code=SECRET, public_key=SigningKey.generate().public)
        assert enrol(f"https://{HOST}", call, manner).terminal == "t1"
        assert proxy.asked == [f"{HOST}:443"]


def test_a_terminal_that_came_back_from_an_older_copy_is_told_to_be_enrolled_anew(
    opened: Terminal, gateway: ServedGateway, home: Path
) -> None:
    older = (home / "identity.sealed").read_bytes()
    opened.rotation.run(datetime.now(UTC))
    for file in home.glob("identity.sealed*"):
        file.write_bytes(older)
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    item = opened.submissions.status(slip.item)
    assert (item.state, item.reason) == (OutboxState.SAVED, "P513 former-key")
    with pytest.raises(FormerKey, match="former-key"):
        opened.platform.bulletin()
    opened.enrol(gateway.url, code(gateway))
    opened.engine.run_once()
    assert opened.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_a_key_that_changed_while_a_call_was_on_its_way_is_no_trouble(opened: Terminal) -> None:
    class Rotating:
        """Changes the key between signing and sending, once."""

        def __init__(self) -> None:
            self.done = False

        def __call__(self, *args: Any) -> object:
            if not self.done:
                self.done = True
                opened.rotation.run(datetime.now(UTC))
            return connected(*args)

    connected = opened.platform._connected
    opened.platform._connected = Rotating()  # type: ignore[method-assign,assignment]
    assert opened.platform.bulletin()


def test_the_command_line_says_it_in_words(
    gateway: ServedGateway, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUNLIT_HOME", str(home))
    with Relay(gateway.url, host="localhost:1") as relay:
        assert main(["enrol", relay.url, code(gateway)]) == 3
    assert "P514" in capsys.readouterr().out
