"""A call names the key it is signed with; an unknown key is refused at little cost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import insert

from gateway.auth import enrolment, guard
from gateway.storage.schema import former_keys
from testkit.gateway_in_process import Gateway, either_store
from testkit.gateway_process import Line
from testkit.terminal import Terminal, refusal, sent
from tests.gateway.test_rotation import announced, reaches, with_key
from trust import request_signature
from trust.keys import SigningKey, fingerprint
from trust.request_signature import KeyId


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Returns a list that records each key a call's signature is checked with."""
    keys: list[str] = []

    def check(*about: Any) -> Any:
        keys.append(about[2]("it"))
        return request_signature.verify_head(*about)

    monkeypatch.setattr(guard, "verify_head", check)
    return keys


def a_version_before(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Callable[[], requests.Response]:
    """Returns a call as the version before makes it: it names only the terminal."""

    def call() -> requests.Response:
        with monkeypatch.context() as old:
            old.setattr(KeyId, "__str__", lambda who: who.terminal)
            request = terminal.request("GET", "/v1/bulletin")
        assert f'keyid="{terminal.id}"' in request.headers["Signature-Input"]
        return sent(request)

    return call


@either_store
def test_a_terminal_of_a_version_before_still_gets_through(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = SigningKey.generate()
    old, renewed = (a_version_before(each, monkeypatch) for each in (terminal, with_key(terminal, fresh)))
    assert old().status_code == 200
    announced(terminal, fresh)
    assert renewed().status_code == 200
    assert refusal(old()) == (401, "former-key")


def many_former_keys(gateway: Gateway, terminal: Terminal) -> list[SigningKey]:
    former = [SigningKey.generate() for _ in range(400)]
    began = gateway.clock()
    rows = [
        {"terminal": terminal.id, "public_key": key.public, "until": began + timedelta(seconds=n)}
        for n, key in enumerate(former)
    ]
    with gateway.runtime.engine.begin() as db:
        db.execute(insert(former_keys), rows)
    return former


def test_a_forged_call_is_checked_once_however_many_keys_there_were(
    gateway: Gateway, terminal: Terminal, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    former = many_former_keys(gateway, terminal)
    thief = with_key(terminal, SigningKey.generate())
    assert refusal(thief.call("GET", "/v1/bulletin")) == (401, "altered") and checked == []
    assert refusal(with_key(terminal, former[0]).call("GET", "/v1/bulletin")) == (401, "altered") and checked == []
    assert refusal(with_key(terminal, former[-1]).call("GET", "/v1/bulletin")) == (401, "former-key")
    assert checked == [former[-1].public]
    checked.clear()
    assert refusal(a_version_before(thief, monkeypatch)()) == (401, "altered")
    assert checked == [terminal.key.public, former[-1].public]
    assert reaches(terminal)


def test_a_forged_call_in_the_name_of_a_key_is_checked_with_it_alone(terminal: Terminal, checked: list[str]) -> None:
    assert reaches(terminal)
    checked.clear()
    request = terminal.request("GET", "/v1/bulletin")
    request.headers["Signature"] = terminal.request("GET", "/v1/bulletin").headers["Signature"]
    assert refusal(sent(request)) == (401, "altered")
    assert checked == [terminal.key.public]


def test_a_revoked_terminal_is_refused_before_anything_is_checked(
    gateway: Gateway, terminal: Terminal, checked: list[str]
) -> None:
    enrolment.revoke(gateway.runtime, terminal.id)
    assert refusal(terminal.call("GET", "/v1/bulletin")) == (401, "revoked")
    assert refusal(replace(terminal, key=SigningKey.generate()).call("GET", "/v1/bulletin")) == (401, "revoked")
    assert checked == []


@pytest.mark.parametrize("name", ['keyid="t-1/"', 'keyid="../x"', 'keyid="t 1"', 'keyid="t-1\x7f"', "keyid=t-1", "x=1"])
def test_whoever_names_nobody_is_looked_up_nowhere(gateway: Gateway, terminal: Terminal, name: str) -> None:
    request = terminal.request("GET", "/v1/bulletin")
    said = request.headers["Signature-Input"]
    whole = f'keyid="{terminal.id}/{fingerprint(terminal.key.public)}"'
    assert whole in said
    request.headers["Signature-Input"] = said.replace(whole, name)
    assert refusal(sent(request)) == (401, "altered")


@either_store
def test_a_revoked_terminal_uploads_nothing_more(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    assert upload.patch(content[:1000]).status_code == 204
    enrolment.revoke(gateway.runtime, terminal.id)
    assert upload.head().status_code == 401
    assert refusal(upload.patch(content[1000:], 1000)) == (401, "revoked")
    assert refusal(terminal.call("POST", f"/v1/items/{item.id}/parts/1", Upload_Length="9")) == (401, "revoked")
    assert refusal(terminal.call("POST", "/v1/batches", {"items": [item.as_call()]})) == (401, "revoked")


def test_a_terminal_revoked_while_it_uploads_has_handed_nothing_in(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    upload, content = terminal.upload(item), item.files["1.age"]
    with Line(gateway.url) as line:
        upload.begin_on(line, content)
        enrolment.revoke(gateway.runtime, terminal.id)
        line.say(content[len(content) // 2 :])
        assert b'"revoked"' in line.answer()
