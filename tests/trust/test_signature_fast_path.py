"""The fast check never accepts what the library would not."""

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from hypothesis import example, given
from hypothesis import strategies as st

from trust import signature_fast_path
from trust.keys import SigningKey, fingerprint
from trust.request_signature import (
    TAG,
    ReceivedRequest,
    SignatureRefused,
    body_matches_digest,
    covered,
    sign_request,
    verify_request,
)

KEY, NOW = SigningKey.generate(), datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY_ID = f"t-1/{fingerprint(KEY.public)}"
URL, BODY = "https://gateway.example/v1/items", b'{"a": 1}'


def signed(body: bytes = BODY) -> ReceivedRequest:
    request = requests.Request("POST", URL, data=body or None, headers={"Idempotency-Key": "k-1"}).prepare()
    sign_request(request, body, "t-1", KEY, NOW)
    return ReceivedRequest("POST", URL, {name.lower(): str(value) for name, value in request.headers.items()})


def quick(request: ReceivedRequest, body: bytes = BODY) -> Any:
    """Checks as `verify_request` does: the head first, then the body against its digest."""
    names = covered(request.headers, bool(body))
    said = signature_fast_path.checked(request, names, TAG, {KEY_ID: KEY.public}.get)
    return said if body_matches_digest(request.headers, body) else None


def by_the_library(request: ReceivedRequest, body: bytes = BODY, at: datetime = NOW) -> bool:
    """Checks by the library: optional white space keeps the fast check from applying."""
    loose = {**request.headers, "signature": " " + request.headers["signature"]}
    try:
        verify_request(replace(request, headers=loose), body, {"t-1": KEY.public}.get, lambda _who, _nonce: False, at)
    except SignatureRefused:
        return False
    return True


def no_yes_of_its_own(request: ReceivedRequest) -> bool:
    """Returns whether the fast check accepts only what the library does; the age is checked afterwards in both
    cases."""
    said = quick(request)
    return said is None or by_the_library(request, at=datetime.fromtimestamp(int(said["created"]), UTC))


@pytest.mark.parametrize("body", [BODY, b""])
def test_what_our_terminals_sign_needs_no_library(body: bytes) -> None:
    said = quick(signed(body), body)
    assert said["keyid"] == KEY_ID
    assert int(said["created"]) == NOW.timestamp()
    assert by_the_library(signed(body), body)


def test_other_forms_are_left_to_the_library() -> None:
    request = signed()
    loose = {**request.headers, "signature": " " + request.headers["signature"]}
    assert quick(replace(request, headers=loose)) is None
    assert by_the_library(request)


def test_what_was_changed_is_not_taken() -> None:
    request = signed()
    assert quick(request, BODY + b" ") is None
    assert quick(replace(request, method="PUT")) is None
    assert quick(replace(request, url=URL + "?x")) is None
    assert quick(replace(request, headers={**request.headers, "idempotency-key": "k-2"})) is None
    assert quick(replace(request, headers={**request.headers, "Idempotency-Key": "k-2"})) is None


HEADERS = st.sampled_from(["signature-input", "signature", "content-digest", "idempotency-key"])


@example(name="idempotency-key", where=0, put="\x1f", cut=0)  # no white space in HTTP, though Python strips it
@given(name=HEADERS, where=st.integers(0, 200), put=st.text(max_size=3), cut=st.integers(0, 3))
def test_never_a_yes_of_its_own(name: str, where: int, put: str, cut: int) -> None:
    request = signed()
    text = request.headers[name]
    changed = replace(request, headers={**request.headers, name: text[:where] + put + text[where + cut :]})
    assert no_yes_of_its_own(changed)


PIECES = [
    "created=1",
    'created="1"',
    'alg="ed25519"',
    'alg="rsa"',
    'tag="other"',
    "expires=1",
    'nonce=""',
    'keyid="t-2"',
    'keyid="t-1"',
]


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=3), dropped=st.sets(st.integers(0, 4)))
def test_parameters_are_the_ones_of_the_contract(pieces: list[str], dropped: set[int]) -> None:
    """The parameters are signed as they are, so that only their meaning can be refused."""
    request = signed()
    names, *parameters = request.headers["signature-input"].removeprefix("sunlit=").split(";")
    line = ";".join([names, *(each for n, each in enumerate(parameters) if n not in dropped), *pieces])
    values = {**request.headers, "@method": "POST", "@target-uri": URL}
    base = [f'"{name}": {values[name]}' for name in re.findall('"([^"]+)"', names)]
    signature = KEY.private.sign("\n".join([*base, f'"@signature-params": {line}']).encode())
    encoded = base64.b64encode(signature).decode()
    headers = {**request.headers, "signature-input": f"sunlit={line}", "signature": f"sunlit=:{encoded}:"}
    changed = replace(request, headers=headers)
    assert no_yes_of_its_own(changed)
