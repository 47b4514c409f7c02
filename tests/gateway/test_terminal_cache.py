"""A known terminal is cached, and changes made on another machine take effect all the same."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from unittest.mock import Mock

import pytest

from core.wire import ItemCall, ItemStatus
from gateway.auth import enrolment, rotation
from gateway.cases import records
from gateway.intake import registration
from gateway.runtime.terminal_cache import StaleEntry, TerminalCache
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Terminal, petition, refusal, sent
from trust.key_possession import prove_possession
from trust.keys import SigningKey

pytestmark = either_store


@pytest.fixture
def met(terminal: Terminal) -> Terminal:
    terminal.filed()
    return terminal


def cases(gateway: Gateway) -> list[str]:
    return sorted(each["case_number"] for each in records.listed(gateway.runtime))


def test_revoked_elsewhere_it_registers_nothing(gateway: Gateway, met: Terminal) -> None:
    enrolment.revoke(gateway.runtime, met.id)
    for _ in range(2):
        assert refusal(met.hand_in(met.sealed(petition(gateway.clock())))) == (401, "revoked")
    assert len(cases(gateway)) == 1


def test_a_key_changed_elsewhere_is_the_only_one(gateway: Gateway, met: Terminal) -> None:
    fresh = SigningKey.generate()
    met.call("POST", "/v1/rotation", {"public_key": fresh.public, "proof": prove_possession(met.id, fresh)})
    announced = enrolment.find_sender(gateway.runtime, met.id)
    assert announced
    rotation.replace_key(gateway.runtime, announced)
    assert refusal(met.hand_in(met.sealed(petition(gateway.clock())))) == (401, "former-key")
    renewed = replace(met, key=fresh)
    for _ in range(2):
        renewed.filed()
    assert len(cases(gateway)) == 3


def test_an_envelope_signed_with_a_former_key_is_taken(gateway: Gateway, met: Terminal) -> None:
    old, fresh = met.sealed(petition(gateway.clock())), SigningKey.generate()
    met.call("POST", "/v1/rotation", {"public_key": fresh.public, "proof": prove_possession(met.id, fresh)})
    renewed = replace(met, key=fresh)
    renewed.filed()
    assert renewed.hand_in(old).status_code == 201


def test_repeating_and_replaying_are_told_apart(gateway: Gateway, met: Terminal) -> None:
    item = met.sealed(petition(gateway.clock()))
    call = met.handing_in(item)
    first, replayed, repeated = sent(call), sent(call), met.hand_in(item)
    assert first.status_code == 201 and refusal(replayed) == (401, "replayed")
    assert repeated.status_code == 200
    assert ItemStatus.model_validate_json(repeated.text) == ItemStatus.model_validate_json(first.text)
    other = met.sealed(petition(gateway.clock()), item=item.id)
    assert refusal(met.hand_in(other)) == (422, "conflict")


def test_a_call_that_failed_cannot_be_played_again(
    gateway: Gateway, met: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = met.sealed(petition(gateway.clock()))
    call = met.handing_in(item)
    with monkeypatch.context() as full:
        full.setattr(gateway.runtime.blobs, "ready", Mock(side_effect=OSError))
        assert sent(call).status_code == 503
    assert refusal(sent(call)) == (401, "replayed")
    assert met.hand_in(item).status_code == 201


def test_a_box_enrolled_anew_may_hand_in_an_item_twice_at_once(gateway: Gateway, met: Terminal) -> None:
    anew = Terminal.enrolled(gateway)
    anew.filed()
    for _ in range(8):
        item, _ = met.filed()
        theirs = item.signed.opened().model_copy(update={"terminal": anew.id})
        item.signed = anew.signed(theirs.model_dump_json())
        call, runtime = ItemCall.model_validate(met.as_call(item)), gateway.runtime
        about = registration.Submission(item.id, call.claim)
        sender = enrolment.find_sender(runtime, anew.id)
        assert sender
        again = partial(registration.register, signed=call.signed, text=item.files["text.age"], about=about)
        with ThreadPoolExecutor(2) as pool:
            handed_on = pool.submit(again, runtime, sender)
            beaten = pool.submit(again, runtime, replace(sender, from_cache=True))
            assert not handed_on.result(20)[1]
            assert isinstance(beaten.exception(20), StaleEntry), "and is asked about again"


def test_what_comes_again_takes_no_number(gateway: Gateway, met: Terminal) -> None:
    item, _ = met.filed()
    for _ in range(3):
        assert met.hand_in(item).status_code == 200
    met.filed()
    assert cases(gateway) == [f"XF2026-{n:08d}" for n in (1, 2, 3)]


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch, gateway: Gateway, met: Terminal) -> None:
    monkeypatch.setattr(TerminalCache, "MAX_ENTRIES", 1)
    Terminal.enrolled(gateway).filed()
    assert gateway.runtime.terminal_cache.get(met.id) is None
    met.filed()
