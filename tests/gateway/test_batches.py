"""Many items are handed in with one call."""

from dataclasses import replace
from typing import Any

import pytest
import requests

from core.wire import BatchAnswer, BatchLine
from gateway.cases import records
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Item, Terminal, petition, refusal

pytestmark = either_store


def handed_in(terminal: Terminal, items: list[Any]) -> list[BatchLine]:
    calls = [terminal.as_call(item) if isinstance(item, Item) else item for item in items]
    answer = terminal.call("POST", "/v1/batches", {"items": calls})
    assert answer.status_code == 200, answer.text
    return BatchAnswer.model_validate_json(answer.text).items


def some(terminal: Terminal, count: int) -> list[Item]:
    return [terminal.sealed(petition(terminal.gateway.clock())) for _ in range(count)]


def test_a_batch_is_registered_item_by_item_and_its_repetition_says_the_same(terminal: Terminal) -> None:
    items = some(terminal, 3)
    first = handed_in(terminal, items)
    assert [line.item for line in first] == [item.id for item in items]
    assert {line.outcome for line in first} == {"success"}
    assert len({line.status.receipt.case_number for line in first if line.status and line.status.receipt}) == 3
    assert handed_in(terminal, items) == first
    assert terminal.hand_in(items[0]).json()["receipt"] == first[0].model_dump(mode="json")["status"]["receipt"]


def test_a_bad_item_hurts_nobody_else(gateway: Gateway, terminal: Terminal) -> None:
    good, torn, taken, last = some(terminal, 4)
    torn.files["text.age"] += b"!"
    assert terminal.hand_in(taken).status_code == 201
    other = terminal.sealed(replace(petition(gateway.clock()), item=taken.id))
    lines = handed_in(terminal, [good, torn, 7, {"signed": [[]]}, other, good, last])
    told = [(line.outcome, line.refusal and line.refusal.code) for line in lines]
    assert told == [
        ("success", None),
        ("failed", "digest"),
        ("failed", "garbled"),
        ("failed", "garbled"),
        ("conflict", "conflict"),
        ("success", None),
        ("success", None),
    ]
    assert lines[0] == lines[5]
    assert len(records.listed(gateway.runtime)) == 3


def test_an_accident_is_told_and_may_be_tried_again(gateway: Gateway, terminal: Terminal) -> None:
    first, second = some(terminal, 2)
    with gateway.runtime.engine.begin() as db:
        db.exec_driver_sql("ALTER TABLE parts RENAME TO parts_gone")
    codes = {line.refusal and line.refusal.code for line in handed_in(terminal, [first, second])}
    assert codes <= {"busy", "unexpected"}
    with gateway.runtime.engine.begin() as db:
        db.exec_driver_sql("ALTER TABLE parts_gone RENAME TO parts")
    assert {line.outcome for line in handed_in(terminal, [first, second])} == {"success"}


@pytest.mark.parametrize("items", [[], [0] * 101])
def test_a_batch_has_its_bounds(terminal: Terminal, items: list[int]) -> None:
    assert refusal(terminal.call("POST", "/v1/batches", {"items": items})) == (422, "garbled")


def test_a_batch_is_signed_and_said_once(gateway: Gateway, terminal: Terminal) -> None:
    assert refusal(requests.post(f"{gateway.url}/v1/batches", json={"items": [1]}, timeout=120)) == (401, "unsigned")
    request = terminal.request("POST", "/v1/batches", {"items": [1]})
    with requests.Session() as session:
        assert session.send(request, timeout=120).status_code == 200
        assert refusal(session.send(request, timeout=120)) == (401, "replayed")
