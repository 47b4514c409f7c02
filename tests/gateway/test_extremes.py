"""Every value of a call at its extremes is accepted or refused, never a server error, on either store."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import requests

from core.wire import PETITION
from gateway.auth import enrolment
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import led
from testkit.terminal import Item, Terminal, described, petition, refusal, sent
from trust.key_possession import prove_possession
from trust.keys import SigningKey
from trust.seal import pad_text, seal
from trust.sign import sign_bytes

pytestmark = either_store

YEARS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0000-00-00T00:00:00Z", "0001-01-01"]
NUMBERS = [-1, -0.0, 2**31, 2**63, -(10**40), 1e308, float("nan"), float("inf")]
TEXTS = ["", "a\0b", "\ud800", "\u202e", "9" * 5000, "-0", "字" * 5000]
OTHERS: list[Any] = [None, [], {}, [[]], {"\0": "\0"}]
EXTREMES = [*YEARS, *NUMBERS, *TEXTS, *OTHERS]
ITEM = "5f6cbd1c-7a6c-4a66-9bd2-0f4f3f2d4b11"


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from leaves(each, (*path, name))


def changed(value: Any) -> Iterator[Any]:
    """Yields the value with each of its parts at each of the extremes."""
    for path in leaves(value):
        for extreme in EXTREMES:
            copy = {"": deepcopy(value)}
            at: Any = copy
            for name in ("", *path)[:-1]:
                at = at[name]
            at[("", *path)[-1]] = extreme
            yield copy[""]


def calls(terminal: Terminal, item: Item, number: str) -> dict[str, Any]:
    key, query = SigningKey.generate(), {"query_code": "1234-5678-9012-3456", "last_four": "1234"}
    receipt = {
        "item": ITEM,
        "case_number": number,
        "query_code": query["query_code"],
        "registered_at": "2026-03-01T09:00:00+08:00",
    }
    held = {"item": ITEM, "state": "registered", "case_number": number, "fingerprint": "0" * 64}
    return {
        "/v1/items": {**item.as_call(), "promised": receipt},
        "/v1/batches": {"items": [item.as_call()]},
        "/v1/queries": query,
        "/v1/queries/card": {"name": "王小满", "id_number": "11010519491231002X"},
        "/v1/evaluations": {
            "query": query,
            "evaluation": {"bureau": "satisfied", "unit": "satisfied", "reasons": "好"},
        },
        "/v1/rotation": {"public_key": key.public, "proof": prove_possession(terminal.id, key)},
        "/v1/reconciliation": {
            "nonce": "n" * 20,
            "after": ITEM,
            "until": None,
            "since": "2026-03-01T09:00:00+08:00",
            "items": [held],
            "seen": {"events": 1, "head": "0" * 64},
            "checkpoint": None,
        },
    }


@pytest.fixture
def number(gateway: Gateway, terminal: Terminal) -> str:
    """Returns the number of a case that may be evaluated."""
    _, status = terminal.filed()
    assert status.receipt
    led(gateway.runtime, status.receipt.case_number)
    return status.receipt.case_number


def test_every_call_at_its_extremes(gateway: Gateway, terminal: Terminal, number: str) -> None:
    item, _ = terminal.filed()
    for path, body in calls(terminal, item, number).items():
        for each in changed(body):
            answer = terminal.call("POST", path, each, Idempotency_Key=str(item.id))
            assert answer.status_code < 500, (path, each)


def test_an_enrolment_at_its_extremes(gateway: Gateway) -> None:
    whole = {"code": "0" * 12, "public_key": SigningKey.generate().public, "name": "大厅一号", "site": "阳光乡"}
    for name in whole:
        for extreme in EXTREMES:
            code, _expires = enrolment.issue_secret(gateway.runtime)
            call = json.dumps({**whole, "code": code, name: extreme})
            headers = {"Content-Type": "application/json"}
            answer = requests.post(f"{gateway.url}/v1/enrolments", data=call, headers=headers, timeout=120)
            assert answer.status_code < 500, call


def test_an_envelope_and_a_petition_at_their_extremes(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    for each in changed(item.signed.opened().model_dump(mode="json")):
        lie = json.dumps(each)
        body = {**item.as_call(), "signed": {"envelope": lie, "signature": sign_bytes(lie.encode(), terminal.key)}}
        answer = terminal.call("POST", "/v1/items", body, Idempotency_Key=str(item.id))
        assert answer.status_code < 500, each
    for each in changed(PETITION.dump_python(petition(gateway.clock()), mode="json")):
        answer = hand_in(terminal, item, json.dumps(each).encode())
        assert answer.status_code < 500, each


def hand_in(terminal: Terminal, item: Item, clear: bytes) -> requests.Response:
    """Hands in a petition with any contents, in an envelope that fits it."""
    text = pad_text(clear)
    sealed = seal(text, terminal.keys["bureau"])
    parts = [described("text.age", sealed), *item.signed.opened().parts[1:]]
    envelope = item.signed.opened().model_copy(update={"parts": parts, "size_class": len(text)})
    whole = Item(terminal.signed(envelope.model_dump_json()), {**item.files, "text.age": sealed})
    return terminal.hand_in(whole)


@pytest.mark.parametrize("after", ["-0", "-1", "9" * 40, "9" * 5000, "2147483648", "1e5", "NaN", "", "%00", "０"])
def test_a_question_at_its_extremes(terminal: Terminal, after: str) -> None:
    assert terminal.call("GET", f"/v1/progress?after={after}").status_code in {200, 422}


@pytest.mark.parametrize("name", ["%00", "a%00b", "%ED%A0%80", "0" * 32, "0" * 3000, "é"])
def test_an_upload_by_any_name(gateway: Gateway, terminal: Terminal, name: str) -> None:
    headers = {"Authorization": "Bearer \xe9", "Upload-Offset": "9" * 60}
    assert refusal(requests.get(f"{gateway.url}/v1/items/{name}", timeout=120))[0] == 401
    strange = terminal.request("GET", f"/v1/items/{name}")  # the gateway may read another address than was signed
    assert sent(strange).status_code in {401, 404, 422}
    assert requests.head(f"{gateway.url}/v1/uploads/{name}", headers=headers, timeout=120).status_code == 404
    item, _ = terminal.filed()
    for length in ("0", "-1", "9" * 60, "9" * 5000, "x"):
        assert terminal.call("POST", f"/v1/items/{item.id}/parts/1", Upload_Length=length).status_code == 422
