from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from trust.keys import SigningKey
from trust.request_signature import WINDOW, ReceivedRequest, SignatureRefused, sign_request, verify_request

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
URL = "http://127.0.0.1:8080/v1/items"
BODY = b'{"x": 1}'
KEY = SigningKey.generate()


def signed(body: bytes = BODY, at: datetime = NOW, method: str = "POST") -> ReceivedRequest:
    request = requests.Request(method, URL, data=body, headers={"Idempotency-Key": "item-1"}).prepare()
    sign_request(request, body, "t-1", KEY, at)
    return ReceivedRequest(method, URL, {name.lower(): str(value) for name, value in request.headers.items()})


class Gateway:
    """As much of a gateway as a check needs: one terminal, and the nonces seen."""

    def __init__(self) -> None:
        self.nonces: set[tuple[str, str]] = set()

    def nonce_seen(self, terminal: str, nonce: str) -> bool:
        known = (terminal, nonce) in self.nonces
        self.nonces.add((terminal, nonce))
        return known

    def check(self, request: ReceivedRequest, body: bytes = BODY, now: datetime = NOW) -> str:
        return verify_request(request, body, {"t-1": KEY.public}.get, self.nonce_seen, now)

    def reason(self, request: ReceivedRequest, body: bytes = BODY, now: datetime = NOW) -> str:
        with pytest.raises(SignatureRefused) as refused:
            self.check(request, body, now)
        return refused.value.reason


def without(request: ReceivedRequest, *names: str) -> ReceivedRequest:
    return replace(request, headers={name: value for name, value in request.headers.items() if name not in names})


def test_what_a_terminal_signs_the_gateway_believes() -> None:
    assert Gateway().check(signed()) == "t-1"
    assert Gateway().check(signed(b""), b"") == "t-1"


def test_signing_again_takes_a_new_nonce_and_passes() -> None:
    gateway = Gateway()
    request = requests.Request("POST", URL, data=BODY).prepare()
    for _ in range(2):
        sign_request(request, BODY, "t-1", KEY, NOW)
        assert gateway.check(ReceivedRequest("POST", URL, dict(request.headers))) == "t-1"


def test_the_second_time_is_a_replay() -> None:
    gateway, request = Gateway(), signed()
    gateway.check(request)
    assert gateway.reason(request) == "replayed"


def test_what_is_not_signed() -> None:
    assert Gateway().reason(without(signed(), "signature")) == "unsigned"
    assert Gateway().reason(without(signed(), "signature-input")) == "unsigned"


def test_whatever_is_altered_is_noticed() -> None:
    request = signed()
    assert Gateway().reason(request, b'{"x": 2}') == "altered"
    assert Gateway().reason(replace(request, method="PUT")) == "altered"
    assert Gateway().reason(replace(request, url=URL + "?more")) == "altered"
    assert Gateway().reason(replace(request, headers={**request.headers, "idempotency-key": "item-2"})) == "altered"
    assert Gateway().reason(without(request, "content-digest")) == "altered"


def test_a_body_or_key_put_in_afterwards_is_noticed() -> None:
    assert Gateway().reason(signed(b""), b"smuggled") == "altered"
    request = requests.Request("GET", URL).prepare()
    sign_request(request, b"", "t-1", KEY, NOW)
    assert Gateway().reason(ReceivedRequest("GET", URL, {**request.headers, "Idempotency-Key": "x"}), b"") == "altered"


@pytest.mark.parametrize("drift", [WINDOW + timedelta(seconds=1), -WINDOW - timedelta(seconds=1)])
def test_a_clock_too_far_off_is_stale(drift: timedelta) -> None:
    assert Gateway().reason(signed(at=NOW + drift)) == "stale"


def test_a_stranger_is_unknown() -> None:
    request = requests.Request("GET", URL).prepare()
    sign_request(request, b"", "t-2", KEY, NOW)
    assert Gateway().reason(ReceivedRequest("GET", URL, dict(request.headers)), b"") == "unknown-terminal"


@given(st.text(max_size=200), st.text(max_size=200))
def test_garbage_headers_are_refused_not_fatal(garbled_input: str, garbled: str) -> None:
    headers = {"signature-input": garbled_input, "signature": garbled}
    assert Gateway().reason(ReceivedRequest("GET", URL, headers), b"") in {"altered", "unknown-terminal"}


@given(st.text(max_size=60))
def test_garbage_in_a_real_signature_is_refused_not_fatal(garbage: str) -> None:
    request = signed()
    headers = {**request.headers, "signature-input": request.headers["signature-input"] + garbage}
    if headers != request.headers:
        try:
            Gateway().check(replace(request, headers=headers))
        except SignatureRefused as refused:
            assert refused.reason in {"altered", "unknown-terminal", "stale"}
