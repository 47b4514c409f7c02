"""The gateway answers every malformed call with a Refusal, and never with 500."""

from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testkit.gateway_in_process import Gateway
from testkit.terminal import Terminal, refusal, sent
from trust import signature_fast_path

SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PATHS = ["/v1/items", "/v1/queries", "/v1/queries/card", "/v1/evaluations", "/v1/appointments/answer"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@SOME
@given(path=st.sampled_from([*PATHS, "/v1/enrolments"]), body=st.binary(max_size=200))
def test_unsigned_bytes(gateway: Gateway, path: str, body: bytes) -> None:
    answer = requests.post(gateway.url + path, data=body, headers={"Content-Type": "application/json"}, timeout=120)
    assert refusal(answer)[0] in ({400, 422} if path == "/v1/enrolments" else {401})


@SOME
@given(path=st.sampled_from(PATHS), body=JSON)
def test_signed_json_of_the_wrong_shape(terminal: Terminal, path: str, body: Any) -> None:
    key = "5f6cbd1c-7a6c-4a66-9bd2-0f4f3f2d4b11"
    assert refusal(terminal.call("POST", path, body, Idempotency_Key=key))[0] in {401, 422}


@SOME
@given(text=st.text(max_size=50), envelope=st.text(max_size=50), signature=st.text(max_size=50))
def test_signed_items_of_nonsense(terminal: Terminal, text: str, envelope: str, signature: str) -> None:
    call = {"signed": {"envelope": envelope, "signature": signature}, "text": text}
    key = "5f6cbd1c-7a6c-4a66-9bd2-0f4f3f2d4b11"
    assert refusal(terminal.call("POST", "/v1/items", call, Idempotency_Key=key))[0] in {403, 422, 429}


@SOME
@given(code=st.text(min_size=4, max_size=40))
def test_codes_in_any_writing(terminal: Terminal, code: str) -> None:
    answer = terminal.call("POST", "/v1/queries", {"query_code": code, "last_four": "1234"})
    assert refusal(answer)[0] in {404, 429}


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/items/not-a-uuid", "/v1/uploads/../..", "/docs", "/%ff%00"])
def test_places_that_are_not_there(gateway: Gateway, path: str) -> None:
    assert refusal(requests.get(gateway.url + path, timeout=120))[0] in {401, 404, 405, 422}


def chunked(terminal: Terminal, path: str, body: bytes) -> requests.Response:
    """Sends a signed call without a Content-Length."""
    request = terminal.request(
        "POST", path, None, Content_Type="application/json", Content_Digest=signature_fast_path.digest(body)
    )
    request.headers.pop("Content-Length", None)
    request.headers["Transfer-Encoding"] = "chunked"
    terminal.sign(request, body)
    chunks: Any = (body[at : at + 60_000] for at in range(0, len(body), 60_000))
    request.body = chunks  # as requests itself does with a generator
    return sent(request)


@pytest.mark.parametrize(
    ("path", "most"),
    [("/v1/items", 2 << 20), ("/v1/batches", 9 << 20), ("/v1/reconciliation", 256 << 10), ("/v1/queries", 8 << 10)],
)
def test_each_route_has_its_size(terminal: Terminal, path: str, most: int) -> None:
    headers = {"Idempotency_Key": "5f6cbd1c-7a6c-4a66-9bd2-0f4f3f2d4b11"}
    assert refusal(terminal.call("POST", path, "x" * most, **headers)) == (413, "too-long")
    assert refusal(chunked(terminal, path, b" " * (most + 1))) == (413, "too-long")
    assert refusal(chunked(terminal, path, b" " * (most - 1)))[0] == 422


@pytest.mark.parametrize(
    ("body", "status"), [("[" * 90_000, 413), ('{"a":' * 90 + "1" + "}" * 90, 422), ("[" + "1," * 200_000, 413)]
)
def test_json_made_to_be_hard_to_read(terminal: Terminal, body: str, status: int) -> None:
    assert refusal(chunked(terminal, "/v1/items", body.encode()))[0] == status


def test_a_head_has_its_size(gateway: Gateway) -> None:
    headers = {"X-Long": "x" * 20_000}
    assert refusal(requests.get(f"{gateway.url}/v1/health", headers=headers, timeout=120)) == (431, "too-long")


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip"])
def test_nothing_is_unpacked(gateway: Gateway, terminal: Terminal, encoding: str) -> None:
    request = terminal.request("POST", "/v1/queries", {}, Content_Encoding=encoding)
    assert refusal(sent(request)) == (415, "encoded")
    upload = terminal.upload(terminal.filed()[0])
    headers = {"Authorization": f"Bearer {upload.token}", "Content-Encoding": encoding}
    assert refusal(requests.patch(upload.url, data=b"x", headers=headers, timeout=120)) == (415, "encoded")


def test_an_accident_is_a_refusal_too(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    request = terminal.request("GET", f"/v1/items/{item.id}")
    with gateway.runtime.engine.begin() as db:
        db.exec_driver_sql("ALTER TABLE parts RENAME TO parts_gone")
    answer = sent(request)
    assert refusal(answer) == (503, "busy")
    assert answer.headers["Retry-After"] == "5"
