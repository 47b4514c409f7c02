"""The gateway answers only to the names it was told, and to loopback."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from core.problems import ConfigWrong
from core.sentences import sentence_of
from gateway.app import application
from gateway.auth import enrolment
from gateway.runtime import settings
from testkit.gateway_in_process import Gateway, SwitchableApp
from testkit.gateway_process import Line
from testkit.terminal import Terminal, refusal
from trust.keys import SigningKey

NAME = "petition.example"


@pytest.fixture
def named(switchable: SwitchableApp, gateway: Gateway) -> Iterator[Gateway]:
    before = switchable.app
    switchable.app = application(replace(gateway.runtime, hosts=(NAME, "2001:db8::1")))
    yield gateway
    switchable.app = before


def health(gateway: Gateway, host: str | None) -> requests.Response:
    return requests.get(f"{gateway.url}/v1/health", headers={"Host": host}, timeout=120)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8080", "[::1]:80", None])
def test_loopback_is_always_a_name(gateway: Gateway, host: str | None) -> None:
    assert health(gateway, host).status_code == 200


@pytest.mark.parametrize("host", [NAME, f"{NAME}:8443", NAME.upper(), "[2001:db8::1]:443"])
def test_so_are_those_it_was_told(named: Gateway, host: str) -> None:
    assert health(named, host).status_code == 200


STRANGE = [
    "evil.example",
    f"{NAME}.evil.example",
    f"evil.{NAME}",
    f"{NAME}@evil.example",
    f"evil@{NAME}",
    f"{NAME}:80:80",
    "",
    "[",
    "127.0.0.1.evil.example",
]


@pytest.mark.parametrize("host", STRANGE)
def test_no_other_name_is_answered(named: Gateway, gateway: Gateway, host: str) -> None:
    assert refusal(health(named, host)) == (421, "wrong-host")


@pytest.mark.parametrize("host", [NAME, *STRANGE])
def test_who_was_told_no_name_has_not_been_set_up_yet(gateway: Gateway, host: str) -> None:
    """Terminals of the version before treat a 421 as final and put the item aside; after a 503 they retry."""
    assert refusal(health(gateway, host)) == (503, "no-hosts")


def test_under_another_name_no_code_is_spent_and_nothing_is_registered(named: Gateway, terminal: Terminal) -> None:
    secret, _ = enrolment.issue_secret(named.runtime)
    call = {"code": secret, "public_key": SigningKey.generate().public}
    for host, status in (("evil.example", 421), (NAME, 201)):
        answer = requests.post(f"{named.url}/v1/enrolments", json=call, headers={"Host": host}, timeout=120)
        assert answer.status_code == status
    assert len(enrolment.listed(named.runtime)) == 2


def test_what_a_technician_writes(tmp_path: Path) -> None:
    assert settings.read_settings(tmp_path).door.hosts == ()
    file = tmp_path / settings.FILE
    file.write_text('[door]\nhosts = ["Petition.Example", "10.0.0.8", "[2001:db8::1]"]\n')
    assert settings.read_settings(tmp_path).door.hosts == ("petition.example", "10.0.0.8", "2001:db8::1")
    for wrong in ("https://petition.example", "petition.example:443", "*.example", ""):
        file.write_text(f'[door]\nhosts = ["{wrong}"]\n')
        with pytest.raises(ConfigWrong) as told:
            settings.read_settings(tmp_path)
        assert "第 2 行" in sentence_of(told.value) and "只写主机名" in sentence_of(told.value)


def test_after_a_body_of_two_lengths_the_line_is_closed(gateway: Gateway) -> None:
    """A proxy in front that believes the other length would pass on an answer to a call that is not its own (RFC
    9112)."""
    health = b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = (
        b"POST /v1/enrolments HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with Line(gateway.url) as line:
        line.say(head % (5 + len(health)) + b"0\r\n\r\n" + health)
        assert line.heard().count(b"HTTP/1.1 ") == 1
