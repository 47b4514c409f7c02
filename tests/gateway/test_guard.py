import json
from functools import partial

import pytest
import requests

from gateway.auth import enrolment, guard
from gateway.storage.schema import misses, nonces
from gateway.throttling import failed_attempts
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Terminal, refusal, sent
from trust.keys import SigningKey
from trust.request_signature import WINDOW

pytestmark = either_store


def test_health_needs_no_key(gateway: Gateway) -> None:
    told = requests.get(f"{gateway.url}/v1/health", timeout=120).json()
    assert told == {"status": "ok", "at": gateway.clock().isoformat()}


def test_recipients_come_to_terminals_only(gateway: Gateway, terminal: Terminal) -> None:
    said = json.loads(terminal.call("GET", "/v1/bulletin").json()["text"])
    told = {each["name"]: each["keys"] for each in said["recipients"]}
    assert told == terminal.keys and set(told) == {"bureau", "discipline"}
    assert refusal(requests.get(f"{gateway.url}/v1/bulletin", timeout=120)) == (401, "unsigned")


def test_a_recorded_call_cannot_be_played_again(terminal: Terminal) -> None:
    request = terminal.request("GET", "/v1/bulletin")
    assert sent(request).status_code == 200
    assert refusal(sent(request)) == (401, "replayed")


def test_an_altered_body_is_noticed(gateway: Gateway, terminal: Terminal) -> None:
    request = terminal.request("POST", "/v1/queries", {"query_code": "1234", "last_four": "0000"})
    request.body = b'{"query_code": "1234", "last_four": "1111"}'
    assert refusal(sent(request)) == (401, "altered")


def test_a_wrong_clock_is_told_the_time(gateway: Gateway, terminal: Terminal) -> None:
    request = terminal.request("GET", "/v1/bulletin")
    gateway.clock.turn(seconds=WINDOW.total_seconds() + 1)
    answer = sent(request)
    assert refusal(answer) == (401, "stale")
    assert answer.json()["at"] == gateway.clock().isoformat()


def test_a_revoked_terminal_is_shown_the_door(gateway: Gateway, terminal: Terminal) -> None:
    assert enrolment.revoke(gateway.runtime, terminal.id)
    assert refusal(terminal.call("GET", "/v1/bulletin")) == (401, "revoked")


def test_a_stranger_is_unknown(gateway: Gateway, terminal: Terminal) -> None:
    stranger = Terminal(gateway, "t-nobody", SigningKey.generate(), {})
    assert refusal(stranger.call("GET", "/v1/bulletin")) == (401, "unknown-terminal")
    thief = Terminal(gateway, terminal.id, SigningKey.generate(), {})
    assert refusal(thief.call("GET", "/v1/bulletin")) == (401, "altered")


def test_old_nonces_are_forgotten(gateway: Gateway, terminal: Terminal) -> None:
    for _ in range(3):
        terminal.call("GET", "/v1/bulletin")
        gateway.clock.turn(hours=1)
    terminal.call("GET", "/v1/bulletin")
    guard.delete_expired_nonces(gateway.runtime)
    with gateway.runtime.engine.begin() as db:
        assert len(db.execute(nonces.select()).all()) == 1


def enrol(gateway: Gateway, code: str, public_key: str, client: str = "127.0.0.1") -> requests.Response:
    call, proxied = {"code": code, "public_key": public_key}, {"X-Forwarded-For": client}
    return requests.post(f"{gateway.url}/v1/enrolments", json=call, headers=proxied, timeout=120)


def test_a_code_admits_one_terminal(gateway: Gateway) -> None:
    code, key, other = enrolment.issue_secret(gateway.runtime)[0], SigningKey.generate(), SigningKey.generate()
    first = enrol(gateway, code, key.public)
    assert first.status_code == 201
    assert enrol(gateway, code, key.public).json() == first.json()  # its answer was lost, say
    assert refusal(enrol(gateway, code, other.public)) == (403, "bad-code")
    assert len(enrolment.listed(gateway.runtime)) == 1


def test_a_code_expires(gateway: Gateway) -> None:
    code = enrolment.issue_secret(gateway.runtime)[0]
    gateway.clock.turn(hours=25)
    assert refusal(enrol(gateway, code, SigningKey.generate().public)) == (403, "bad-code")


@pytest.mark.parametrize("key", ["", "AAAA", "not base64", "é"])
def test_a_key_that_is_none_is_refused_and_spends_no_code(gateway: Gateway, key: str) -> None:
    code = enrolment.issue_secret(gateway.runtime)[0]
    assert refusal(enrol(gateway, code, key)) == (422, "bad-key")
    assert enrol(gateway, code, SigningKey.generate().public).status_code == 201


def test_codes_cannot_be_guessed_at_leisure(gateway: Gateway) -> None:
    key = SigningKey.generate().public
    for _ in range(10):
        assert enrol(gateway, "00000000", key).status_code == 403
    answer = enrol(gateway, "00000000", key)
    assert refusal(answer) == (429, "too-many") and answer.headers["Retry-After"] == "600"
    gateway.clock.turn(minutes=11)
    assert enrol(gateway, enrolment.issue_secret(gateway.runtime)[0], key).status_code == 201


def test_who_guesses_shuts_the_desk_for_nobody_else(gateway: Gateway) -> None:
    key = SigningKey.generate().public
    code = enrolment.issue_secret(gateway.runtime)[0]
    lots = [lot for lot in ("0000", "1111", "2222", "3333") if not code.startswith(lot)][:3]
    for n in range(30):
        assert enrol(gateway, f"{lots[n % 3]}00000000", key, "203.0.113.7").status_code == 403
    assert refusal(enrol(gateway, "999999999999", key, "203.0.113.7")) == (429, "too-many")
    assert enrol(gateway, code, key, "203.0.113.8").status_code == 201


def test_addresses_of_one_household_are_one_and_none_is_kept(gateway: Gateway) -> None:
    key = SigningKey.generate().public
    for n in range(30):
        assert enrol(gateway, f"{n:04}00000000", key, f"2001:db8::{n + 1:x}").status_code == 403
    assert refusal(enrol(gateway, "999900000000", key, "2001:db8::ffff")) == (429, "too-many")
    assert enrol(gateway, "999900000000", key, "2001:db8:0:1::1").status_code == 403
    with gateway.runtime.reading() as db:
        assert "2001" not in str(db.execute(misses.select()).all())


def test_who_has_many_networks_has_no_more_guesses_than_a_site(gateway: Gateway) -> None:
    key, code = SigningKey.generate().public, enrolment.issue_secret(gateway.runtime)[0]
    with gateway.runtime.engine.begin() as db:
        mark = failed_attempts._hashed(gateway.runtime, "2001:db8:1::/48")
        rows = [{"who": mark, "at": gateway.clock()}] * failed_attempts.MAX_FAILURES_OF_SITE
        db.execute(misses.insert(), rows)
    assert refusal(enrol(gateway, code, key, "2001:db8:1:4711::1")) == (429, "too-many")
    assert enrol(gateway, code, key, "2001:db8:2::1").status_code == 201


def test_a_stranger_hears_nothing_about_what_they_said(gateway: Gateway, terminal: Terminal) -> None:
    """Registration checks its signature late, but before it reports any fault in the contents."""
    call = partial(requests.post, f"{gateway.url}/v1/items", json={"signed": 1}, timeout=120)
    assert refusal(call()) == (401, "unsigned")
    assert refusal(call(headers={"Idempotency-Key": "x"})) == (401, "unsigned")
    assert refusal(terminal.call("POST", "/v1/items", {"signed": 1}, Idempotency_Key="x")) == (422, "garbled")
