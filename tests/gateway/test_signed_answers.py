"""Every answer to a signed call is signed, for this call alone, accepted or refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
import requests
from http_message_signatures import algorithms

from gateway.app import routes_only
from gateway.auth import enrolment
from gateway.http.middleware import UNSIGNED_PATHS, UPDATES_PREFIX, UPLOADS_PREFIX
from testkit.gateway_in_process import Gateway
from testkit.terminal import Terminal, petition, sent, vouched
from trust.keys import SigningKey
from trust.request_signature import LONGEST_INPUT, TAG, WINDOW, Keys, Verifier


def routes() -> list[tuple[str, str]]:
    told = routes_only().openapi()["paths"]
    calls = [(method.upper(), path) for path, methods in told.items() for method in methods]
    apart = (UPLOADS_PREFIX, UPDATES_PREFIX)  # these have tokens, or carry signatures of their own
    return [(method, path) for method, path in calls if path not in UNSIGNED_PATHS and not path.startswith(apart)]


def test_every_no_of_every_route_is_signed(gateway: Gateway, terminal: Terminal) -> None:
    stranger = replace(terminal, id="t-nobody")
    thief = replace(terminal, key=SigningKey.generate())
    for method, route in routes():
        path = route.format(item=uuid4(), number=1)
        body: dict[str, str] | None = {} if method == "POST" else None
        assert [each.call(method, path, body).status_code for each in (stranger, thief)] == [401, 401]
        assert terminal.call(method, path, body).status_code in {200, 404, 422}
        again = terminal.request(method, path)
        sent(again)
        assert vouched(gateway, again, sent(again))
        gateway.clock.turn(hours=1)
        late = terminal.request(method, path)
        gateway.clock.turn(seconds=WINDOW.total_seconds() + 1)
        assert sent(late).json()["code"] == "stale" and vouched(gateway, late, sent(late))
    assert terminal.call("GET", "/v1/nowhere").status_code == 404
    assert terminal.call("PUT", "/v1/items").status_code == 405
    assert terminal.call("POST", "/v1/queries", "x" * 9000).status_code == 413
    assert enrolment.revoke(gateway.runtime, terminal.id)
    assert terminal.call("GET", "/v1/bulletin").status_code == 401


def test_every_yes_is_signed(gateway: Gateway, terminal: Terminal) -> None:
    """`call` checks each answer against the gateway's key."""
    item = terminal.sealed(petition(gateway.clock()))
    call = terminal.as_call(item)
    for status in (201, 200):
        assert terminal.call("POST", "/v1/items", call, Idempotency_Key=str(item.id)).status_code == status
    assert terminal.call("POST", "/v1/batches", {"items": [call]}).status_code == 200
    assert terminal.call("GET", f"/v1/items/{item.id}").status_code == 200
    size = str(len(item.files["1.age"]))
    assert terminal.call("POST", f"/v1/items/{item.id}/parts/1", Upload_Length=size).status_code == 201
    for path in ("/v1/bulletin?organ=true&answers_signed=true", "/v1/progress?after=0"):
        assert terminal.call("GET", path).status_code == 200
    asked = {"name": "王小满", "id_number": "11010519491231002X"}
    assert terminal.call("POST", "/v1/queries/card", asked).status_code == 200


def test_an_accident_is_signed(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gateway.cases.bulletin.current", lambda _office: 1 / 0)
    assert terminal.call("GET", "/v1/bulletin").status_code == 503


def changed(name: str, value: str) -> Callable[[requests.PreparedRequest], None]:
    def change(request: requests.PreparedRequest) -> None:
        request.headers[name] = value

    return change


def to_enrolment(request: requests.PreparedRequest) -> None:
    request.url = str(request.url).replace("/v1/items", "/v1/enrolments")


def under_another_name(request: requests.PreparedRequest) -> None:
    request.headers["Signature-Input"] = request.headers["Signature-Input"].replace('keyid="t-', 'keyid="x-')


@pytest.mark.parametrize(
    "change",
    [
        changed("Content-Type", "text/plain"),
        changed("Upload-Length", "1"),
        changed("Content-Digest", "sha-256=:AAAA:"),
        changed("Idempotency-Key", str(uuid4())),
        under_another_name,
        to_enrolment,
    ],
)
def test_a_no_that_somebody_on_the_way_brought_about_is_none(
    gateway: Gateway, terminal: Terminal, change: Callable[[requests.PreparedRequest], None]
) -> None:
    """The answer has the platform's own signature, but to another call than the terminal's."""
    asked = terminal.handing_in(terminal.sealed(petition(gateway.clock())))
    on_the_way = asked.copy()
    change(on_the_way)
    assert not vouched(gateway, asked, sent(on_the_way))


def test_an_answer_serves_one_call_and_nobody_changes_it(gateway: Gateway, terminal: Terminal) -> None:
    first, second = terminal.request("GET", "/v1/bulletin"), terminal.request("GET", "/v1/bulletin")
    said = sent(first)
    assert vouched(gateway, first, said) and not vouched(gateway, second, said)
    said.status_code = 201
    assert not vouched(gateway, first, said)
    said.status_code, said._content = 200, said.content + b" "
    assert not vouched(gateway, first, said)
    assert not vouched(gateway, first, sent(requests.Request("GET", f"{gateway.url}/v1/health").prepare()))


@pytest.mark.parametrize("name", ["Signature", "Signature-Input", "Content-Digest"])
@pytest.mark.parametrize("value", ["", "sunlit=::", "é", "sunlit=()", "\x00" * 9])
def test_nonsense_is_no_signature(gateway: Gateway, terminal: Terminal, name: str, value: str) -> None:
    asked = terminal.request("GET", "/v1/bulletin")
    said = sent(asked)
    said.headers[name] = value
    assert not vouched(gateway, asked, said)


def test_a_call_without_a_bearable_signature_is_answered_plainly(gateway: Gateway, terminal: Terminal) -> None:
    asked = terminal.request("GET", "/v1/bulletin")
    asked.headers["Signature-Input"] += "x" * LONGEST_INPUT
    assert (said := sent(asked)).status_code == 401 and "signature" not in said.headers


def test_any_library_for_rfc_9421_can_check_it(gateway: Gateway, terminal: Terminal) -> None:
    asked = terminal.request("POST", "/v1/queries/card", {"name": "王小满", "id_number": "11010519491231002X"})
    said = sent(asked)

    said.request = asked
    keys = Keys(lambda _key_id: gateway.runtime.keys.signing.public)
    (found,) = Verifier(signature_algorithm=algorithms.ED25519, key_resolver=keys).verify(
        said, max_age=None, expect_tag=TAG, body=said.content
    )
    assert found.body == said.content and len(found.covered_components) == 9


def test_who_does_not_ask_is_not_told(gateway: Gateway, terminal: Terminal) -> None:
    """A terminal of the version before refuses words it does not know."""
    plain = json.loads(terminal.call("GET", "/v1/bulletin?organ=true").json()["text"])
    asked = json.loads(terminal.call("GET", "/v1/bulletin?answers_signed=true").json()["text"])
    assert "answers_signed" not in plain and asked["answers_signed"] is True
    for query, told in {"": False, "?answers_signed=true": True}.items():
        call = {"code": enrolment.issue_secret(gateway.runtime)[0], "public_key": SigningKey.generate().public}
        said = requests.post(f"{gateway.url}/v1/enrolments{query}", json=call, timeout=120).json()
        assert json.loads(said["text"]).get("answers_signed", False) is told
