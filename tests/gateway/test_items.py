from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from core.petition import Purpose
from core.wire import ItemStatus
from gateway.cases import records
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import ASKER, NARRATIVE, Terminal, petition, refusal

pytestmark = either_store


def test_an_item_is_registered_with_its_text(terminal: Terminal) -> None:
    item, status = terminal.filed()
    assert status.item == item.id and status.wanted == ["1.age"]
    assert status.receipt and status.receipt.case_number == "XF2026-00000001"
    assert len(status.receipt.query_code.replace("-", "")) == 16


def test_the_same_again_gets_the_same_receipt(terminal: Terminal) -> None:
    item, status = terminal.filed()
    again = terminal.hand_in(item)
    assert again.status_code == 200
    assert ItemStatus.model_validate_json(again.text) == status


def test_other_content_under_the_same_id_is_a_conflict(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    other = terminal.sealed(petition(gateway.clock()), item=item.id)
    assert refusal(terminal.hand_in(other)) == (422, "conflict")
    assert len(records.listed(gateway.runtime)) == 1


def test_a_terminal_enrolled_anew_takes_its_items_along(gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    anew = Terminal.enrolled(gateway)
    anew.claims = terminal.claims
    envelope = item.signed.opened().model_copy(update={"terminal": anew.id})
    item.signed = anew.signed(envelope.model_dump_json())
    answer = anew.hand_in(item)
    assert answer.status_code == 200 and ItemStatus.model_validate_json(answer.text) == status
    assert anew.upload(item).patch(item.files["1.age"]).status_code == 204
    assert len(records.listed(gateway.runtime)) == 1


def test_many_at_once_are_one_case(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: terminal.hand_in(item), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({ItemStatus.model_validate_json(answer.text).receipt for answer in answers}) == 1
    assert len(records.listed(gateway.runtime)) == 1


def test_of_two_contents_at_once_one_is_kept_whole(gateway: Gateway, terminal: Terminal) -> None:
    first = terminal.sealed(petition(gateway.clock()))
    second = terminal.sealed(replace(petition(gateway.clock()), item=first.id))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(terminal.hand_in, [first, second] * 4))
    assert {answer.status_code for answer in answers} == {200, 201, 422}
    winner = next(item for item, answer in zip([first, second] * 4, answers, strict=True) if answer.status_code == 201)
    assert gateway.runtime.blobs.get(f"{first.id}/text.age") == winner.files["text.age"]
    assert len(records.listed(gateway.runtime)) == 1


def test_many_different_at_once_have_different_numbers(gateway: Gateway, terminal: Terminal) -> None:
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: terminal.filed()[1], range(8)))
    assert len({status.receipt.case_number for status in statuses if status.receipt}) == 8


def test_status_is_for_the_sender_alone(gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    told = terminal.call("GET", f"/v1/items/{item.id}")
    assert ItemStatus.model_validate_json(told.text) == status
    stranger = Terminal.enrolled(gateway)
    assert refusal(stranger.call("GET", f"/v1/items/{item.id}")) == (404, "not-found")
    assert refusal(terminal.call("GET", f"/v1/items/{uuid4()}")) == (404, "not-found")


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ({"terminal": "t-other"}, "wrong-terminal"),
        ({"recipient_set": "discipline"}, "wrong-recipients"),
        ({"kind": Purpose.ACCUSATION}, "wrong-recipients"),
        ({"place_code": "110000"}, "inconsistent"),
        ({"kind": Purpose.REPORT}, "inconsistent"),
        ({"size_class": 16384}, "inconsistent"),
        ({"parts": []}, "garbled"),
        ({"suite": "rot13"}, "garbled"),
    ],
)
def test_an_envelope_that_lies_is_refused(gateway: Gateway, terminal: Terminal, lie: dict[str, Any], code: str) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    call, lying = terminal.as_call(item), item.signed.opened().model_copy(update=lie)
    call["signed"] = terminal.signed(lying.model_dump_json(warnings=False)).model_dump()
    answer = terminal.call("POST", "/v1/items", call, Idempotency_Key=str(lying.item))
    assert refusal(answer) == (422, code)
    assert records.listed(gateway.runtime) == []


def test_another_ones_signature_on_the_envelope_is_refused(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    item.signed = Terminal.enrolled(gateway).signed(item.signed.envelope)
    assert refusal(terminal.hand_in(item)) == (403, "bad-signature")


def test_text_that_is_not_the_envelopes_is_refused(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    item.files["text.age"] += b"!"
    assert refusal(terminal.hand_in(item)) == (422, "digest")


def test_a_key_that_is_not_the_items_is_refused(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    answer = terminal.call("POST", "/v1/items", terminal.as_call(item), Idempotency_Key=str(uuid4()))
    assert refusal(answer) == (422, "wrong-key")


def test_an_accusation_is_registered_and_stays_sealed(gateway: Gateway, terminal: Terminal) -> None:
    _, status = terminal.filed(purpose=Purpose.ACCUSATION)
    assert status.receipt
    shown = records.show(gateway.runtime, status.receipt.case_number)
    assert shown and shown["petition"] == "sealed to discipline"
    assert NARRATIVE not in str(shown) and ASKER.name not in str(shown)
    assert [(each["name"], each["role"]) for each in shown["attachments"]] == [("1.age", None)]


def test_an_ordinary_matter_cannot_be_hidden_from_the_bureau(gateway: Gateway, terminal: Terminal) -> None:
    terminal.keys["bureau"] = terminal.keys["discipline"]
    item = terminal.sealed(petition(gateway.clock()))
    assert refusal(terminal.hand_in(item)) == (422, "unopenable")
