"""An item belongs to its claim: nobody else gets it, its receipt or any word of it, before or after its owner calls."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from core.petition import Purpose
from core.reconciliation import ReconciliationAnswer
from core.wire import ItemStatus
from gateway.auth import enrolment
from gateway.cases import records
from gateway.intake import offline_import
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import CLAIMS, Item, Terminal, petition, refusal

both = pytest.mark.parametrize("purpose", [Purpose.REQUEST, Purpose.ACCUSATION])


@pytest.fixture
def thief(gateway: Gateway) -> Terminal:
    return Terminal.enrolled(gateway)


def wrapped(by: Terminal, sealed: Item, **changed: Any) -> Item:
    """Returns the same sealed files in another terminal's envelope, as anyone who finds a stick can make."""
    envelope = sealed.signed.opened().model_copy(update={"terminal": by.id, **changed})
    return Item(by.signed(envelope.model_dump_json()), {**sealed.files})


@either_store
@both
def test_who_wraps_anothers_text_first_gets_nothing(
    gateway: Gateway, terminal: Terminal, thief: Terminal, purpose: Purpose
) -> None:
    item = terminal.sealed(petition(gateway.clock(), purpose))
    stolen = wrapped(thief, item)
    assert refusal(thief.hand_in(stolen)) == (403, "not-yours")
    for claim in ("0" * 64, CLAIMS[petition(gateway.clock()).item].hex()):
        call = {**thief.as_call(stolen), "claim": claim}
        assert refusal(thief.call("POST", "/v1/items", call, Idempotency_Key=str(item.id))) == (403, "not-yours")
    assert terminal.hand_in(item).status_code == 201
    assert terminal.call("GET", f"/v1/items/{item.id}").status_code == 200


@either_store
@both
def test_who_wraps_it_afterwards_gets_no_receipt(
    gateway: Gateway, terminal: Terminal, thief: Terminal, purpose: Purpose
) -> None:
    item, status = terminal.filed(purpose=purpose)
    stolen = wrapped(thief, item)
    assert refusal(thief.hand_in(stolen)) == (403, "not-yours")
    (line,) = thief.call("POST", "/v1/batches", {"items": [thief.as_call(stolen)]}).json()["items"]
    assert (line["outcome"], line["refusal"]["code"]) == ("failed", "not-yours")
    assert ItemStatus.model_validate_json(terminal.call("GET", f"/v1/items/{item.id}").text) == status
    assert refusal(thief.call("GET", f"/v1/items/{item.id}")) == (404, "not-found")


@either_store
def test_comparing_tells_a_receipt_to_no_stranger(gateway: Gateway, terminal: Terminal, thief: Terminal) -> None:
    item, _ = terminal.filed()
    held = {"item": str(item.id), "state": "saved", "fingerprint": item.signed.opened().fingerprint}
    for claim in ({}, {"claim": "0" * 64}):
        call = {"nonce": "0" * 16, "items": [held | claim]}
        said = ReconciliationAnswer.model_validate_json(thief.call("POST", "/v1/reconciliation", call).json()["text"])
        assert [(each.standing, each.status) for each in said.items] == [("elsewhere", None)]
    owned = {"nonce": "0" * 16, "items": [held | {"claim": CLAIMS[item.id].hex()}]}
    said = ReconciliationAnswer.model_validate_json(thief.call("POST", "/v1/reconciliation", owned).json()["text"])
    assert said.items[0].status, "whoever holds the claim is its owner by another name"


def test_an_id_cannot_be_taken_before_its_owner_comes(gateway: Gateway, terminal: Terminal, thief: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    other = thief.sealed(replace(petition(gateway.clock()), item=item.id))
    thief.claims.clear()
    assert refusal(thief.hand_in(other)) == (403, "not-yours")
    assert terminal.hand_in(item).status_code == 201


def test_an_accusation_under_an_id_of_the_thiefs_own_takes_nothing_away(
    gateway: Gateway, terminal: Terminal, thief: Terminal
) -> None:
    """The gateway cannot open it; the true id is inside, for the discipline organ to see."""
    item = terminal.sealed(petition(gateway.clock(), Purpose.ACCUSATION))
    own = petition(gateway.clock(), Purpose.ACCUSATION)
    stolen = wrapped(thief, item, item=own.item)
    thief.claims[own.item] = CLAIMS[own.item]
    assert thief.hand_in(stolen).status_code == 201
    assert terminal.hand_in(item).status_code == 201
    assert terminal.call("GET", f"/v1/items/{item.id}").json()["receipt"]["item"] == str(item.id)


def test_a_text_that_opens_cannot_go_under_another_id(gateway: Gateway, terminal: Terminal, thief: Terminal) -> None:
    item, own = terminal.sealed(petition(gateway.clock())), petition(gateway.clock())
    thief.claims[own.item] = CLAIMS[own.item]
    assert refusal(thief.hand_in(wrapped(thief, item, item=own.item))) == (422, "inconsistent")


@both
def test_a_found_stick_is_worth_nothing_in_another_name(
    gateway: Gateway, terminal: Terminal, thief: Terminal, purpose: Purpose, tmp_path: Path
) -> None:
    item = terminal.sealed(petition(gateway.clock(), purpose))
    stolen = wrapped(thief, item)
    (told,) = offline_import.import_items(gateway.runtime, stolen.laid(tmp_path / "with its claim").parent)
    assert told["error"]["code"] == "not-yours"
    del stolen.files["claim.age"]
    (told,) = offline_import.import_items(gateway.runtime, stolen.laid(tmp_path / "without").parent)
    assert told["error"]["code"] == "not-yours"
    stolen.files["claim.age"] = b"age-encryption.org/v1\n"
    (told,) = offline_import.import_items(gateway.runtime, stolen.laid(tmp_path / "with nonsense").parent)
    assert told["error"]["code"] == "garbled"
    (told,) = offline_import.import_items(gateway.runtime, item.laid(tmp_path / "as it was").parent)
    assert told["case_number"] == "XF2026-00000001"


def test_a_copy_of_the_outbox_itself_is_taken_in(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    del item.files["claim.age"]
    item.files["claim"] = CLAIMS[item.id].hex().encode()
    (told,) = offline_import.import_items(gateway.runtime, item.laid(tmp_path / "stick").parent)
    assert told["case_number"]


class TestOfTheVersionBefore:
    """Items of the version before have no claims. They are accepted, and pass to another terminal once the first is
    revoked."""

    @pytest.fixture(autouse=True)
    def begin(self, gateway: Gateway, terminal: Terminal) -> None:
        self.gateway, self.terminal, self.anew = gateway, terminal, Terminal.enrolled(gateway)
        self.item = terminal.sealed(replace(petition(gateway.clock()), item=uuid4()))

    def test_it_is_registered_once(self) -> None:
        first = self.terminal.hand_in(self.item)
        assert first.status_code == 201
        assert self.terminal.hand_in(self.item).json() == first.json()

    def test_nobody_else_gets_it_while_its_terminal_is_trusted(self) -> None:
        self.terminal.hand_in(self.item)
        assert refusal(self.anew.hand_in(wrapped(self.anew, self.item))) == (403, "not-yours")
        assert self.terminal.call("GET", f"/v1/items/{self.item.id}").status_code == 200

    def test_once_it_is_revoked_the_box_enrolled_anew_goes_on(self) -> None:
        first = self.terminal.hand_in(self.item)
        enrolment.revoke(self.gateway.runtime, self.terminal.id)
        assert self.anew.hand_in(wrapped(self.anew, self.item)).json() == first.json()
        assert len(records.listed(self.gateway.runtime)) == 1

    def test_by_hand_it_is_taken_in(self, tmp_path: Path) -> None:
        (told,) = offline_import.import_items(self.gateway.runtime, self.item.laid(tmp_path / "stick").parent)
        assert json.dumps(told) and told["case_number"]
