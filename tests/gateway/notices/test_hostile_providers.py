"""Providers that are slow, broken or lie: each leaves the notice in the state that says no more than is known, nothing
is sent twice by itself, and nothing of the petitioner is kept or logged."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gateway.clock import china_now
from gateway.notices.sms.aliyun import Aliyun
from gateway.notices.sms.aliyun_signature import Credentials
from gateway.notices.sms.cmas import Cmas
from gateway.notices.sms.http_json import HttpJson
from gateway.notices.sms.port import Accepted, Message, NotReached, Provider
from testkit.local_server import LocalServer, QuietHandler
from testkit.noticed_gateway import SECONDS, NoticedGateway
from testkit.sms_provider import SmsProvider
from tests.sync.test_tls import certified

KINDS: dict[str, Callable[[str, float], Provider]] = {
    "http-json": lambda url, seconds: HttpJson(f"{url}/send", f"{url}/query", seconds=seconds),
    "aliyun": lambda url, seconds: Aliyun(Credentials("id", "secret"), "信访", china_now, url, seconds),
    "cmas": lambda url, seconds: Cmas(f"{url}/sms/tmpsubmit", "某市信访局", "account", "sign", "secret", seconds),
}
WAITED_OUT = {"silence": 0.2, "dribble": 0.2}
"""Seconds for those mishaps that end when nobody waits any longer."""
ENDS = {
    "ok": ("accepted", 1),
    "error inside": ("refused", 0),
    "lies accepted": ("accepted", 0),
    "lies refused": ("refused", 1),
    "contradicts": ("unknown", 1),
    "out of money": ("refused", 0),
    "garbage": ("unknown", 0),
    "html": ("unknown", 0),
    "huge": ("unknown", 0),
    "redirect": ("unknown", 0),
    "500": ("unknown", 0),
    "500 after": ("unknown", 1),
    "cut before": ("unknown", 0),
    "cut after": ("unknown", 1),
    "silence": ("unknown", 1),
    "dribble": ("unknown", 1),
}
"""What each mishap leads to, and how many messages really went out."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mishap", ENDS)
def test_each_mishap_ends_in_the_state_that_is_true(noticed: NoticedGateway, kind: str, mishap: str) -> None:
    driver = KINDS[kind](noticed.provider.url, WAITED_OUT.get(mishap, SECONDS))
    noticed.registered()
    noticed.provider.mishaps = [mishap]
    noticed.work(driver)
    state, sent = ENDS[mishap]
    assert (noticed.state(), len(noticed.provider.book)) == (state, sent)
    assert "13800001234" not in str(noticed.row())
    noticed.provider.answers = ["garbage"] * 20
    for _ in range(10):
        noticed.clock.turn(days=1)
        noticed.work(driver)
    assert sum(noticed.provider.calls.values()) == 1, "nothing is sent again by itself"
    assert noticed.state() == state


@pytest.mark.parametrize("kind", ["http-json", "aliyun"])
@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("ok", "delivered"),
        ("pending", "accepted"),
        ("failed", "refused"),
        ("not found", "unknown"),
        ("garbage", "unknown"),
        ("another", "unknown"),
        ("500", "unknown"),
    ],
)
def test_what_got_no_answer_is_looked_up(noticed: NoticedGateway, kind: str, answer: str, state: str) -> None:
    driver = KINDS[kind](noticed.provider.url, SECONDS)
    noticed.registered()
    noticed.provider.mishaps = ["cut after"]
    noticed.work(driver)
    assert noticed.state() == "unknown"
    noticed.provider.answers = [answer]
    noticed.clock.turn(minutes=2)
    assert noticed.work(driver)["looked-up"] == 1
    assert noticed.state() == state
    assert len(noticed.provider.book) == 1


def test_a_provider_that_cannot_be_asked_leaves_it_to_a_person(noticed: NoticedGateway) -> None:
    driver = KINDS["cmas"](noticed.provider.url, SECONDS)
    noticed.registered()
    noticed.provider.mishaps = ["cut after"]
    noticed.work(driver)
    noticed.clock.turn(minutes=2)
    assert noticed.work(driver) == {"looked-up": 1}
    assert noticed.state() == "unknown" and noticed.row()["next_at"] is None and noticed.provider.questions == 0


def test_questions_end(noticed: NoticedGateway) -> None:
    noticed.registered()
    noticed.provider.mishaps, noticed.provider.answers = ["cut after"], ["not found"] * 50
    noticed.work()
    for _ in range(60):
        noticed.clock.turn(days=1)
        noticed.work()
    assert noticed.provider.questions == 8 and noticed.row()["next_at"] is None
    assert (noticed.state(), noticed.row()["reason"]) == ("unknown", "not-found")


def test_a_receipt_with_the_number_in_it_is_not_kept(noticed: NoticedGateway) -> None:
    class Careless(QuietHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            content = b'{"success": true, "receipt": "13800001234-77"}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    noticed.registered()
    with LocalServer(Careless) as careless:
        noticed.work(HttpJson(careless.url))
    assert noticed.state() == "accepted" and noticed.row()["receipt"] is None


MESSAGE = Message("13800001234", "text", "SMS_1", {"tail": "0001"}, "key")


def test_a_certificate_is_checked_before_anything_is_said(tmp_path: Path) -> None:
    certificate = certified(tmp_path, datetime.now(UTC) + timedelta(days=30))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with SmsProvider(tls=tls) as provider:
        assert HttpJson(f"{provider.url}/send").send(MESSAGE) == NotReached("certificate")
        assert not provider.calls
        assert HttpJson(f"{provider.url}/send", ca_file=str(certificate)).send(MESSAGE) == Accepted("r1")


def test_no_trouble_quotes_the_call(capfd: pytest.CaptureFixture[str]) -> None:
    """Aliyun's parameters stand in the address, which libraries like to show."""
    assert KINDS["aliyun"]("http://127.0.0.1:1", SECONDS).send(MESSAGE) == NotReached("no-connection")
    assert "13800001234" not in "".join(capfd.readouterr())
