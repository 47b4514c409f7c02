"""A terminal's items compared with the gateway's, asked for as the contract says."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import delete, select

from core.reconciliation import MAX_UNLISTED_ITEMS, ReconciliationAnswer, ReconciliationCall, SignedCheckpoint
from gateway.cli import main
from gateway.storage import referring_to, schema
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Item, Terminal, petition, refusal
from trust.checkpoint import Checkpoint
from trust.hash_chain import START
from trust.sign import verify_bytes

NONCE = "0123456789abcdef"


def asked(terminal: Terminal, **about: Any) -> dict[str, Any]:
    return {"nonce": NONCE, "items": [], **about}


def answer(terminal: Terminal, **about: Any) -> ReconciliationAnswer:
    said = terminal.call("POST", "/v1/reconciliation", asked(terminal, **about))
    assert said.status_code == 200, said.text
    key = terminal.gateway.runtime.keys.signing.public
    assert verify_bytes(said.json()["text"].encode(), said.json()["signature"], key)
    return ReconciliationAnswer.model_validate_json(said.json()["text"])


def held(item: Item, **about: Any) -> dict[str, Any]:
    return {"item": str(item.id), "state": "registered", "fingerprint": item.signed.opened().fingerprint, **about}


def checkpoint(terminal: Terminal, events: int, head: str = "a" * 64) -> dict[str, str]:
    return Checkpoint(terminal.gateway.clock(), {terminal.id: (events, head)}).signed(terminal.key)


@either_store
def test_each_item_is_answered_for(gateway: Gateway, terminal: Terminal) -> None:
    whole, receipt = terminal.filed()
    terminal.upload(whole).patch(whole.files["1.age"])
    half, _ = terminal.filed()
    forgotten, _ = terminal.filed()
    never = terminal.sealed(petition(gateway.clock()))
    assert receipt.receipt
    named = [
        held(whole, case_number=receipt.receipt.case_number),
        held(half, state="saved"),
        held(never),
    ]
    said = answer(terminal, items=named)
    assert [(each.item, each.standing) for each in said.items] == [
        (whole.id, "registered"),
        (half.id, "registered"),
        (never.id, "unknown"),
    ]
    assert said.items[0].status is None, "nothing new is not repeated"
    status = said.items[1].status
    assert status and status.receipt and status.wanted == ["1.age"]
    assert [each.item for each in said.unlisted] == [forgotten.id]
    assert (said.nonce, said.until, said.goes_on) == (NONCE, None, True)


def test_other_content_is_said_to_be_so(terminal: Terminal) -> None:
    item, _ = terminal.filed()
    (said,) = answer(terminal, items=[held(item, fingerprint="0" * 64)]).items
    assert (said.standing, said.status) == ("other", None)


def test_of_another_terminals_item_the_receipt_is_told_to_who_has_its_envelope_and_claim(
    gateway: Gateway, terminal: Terminal
) -> None:
    item, _ = terminal.filed()
    neighbour = Terminal.enrolled(gateway)
    (guess,) = answer(neighbour, items=[held(item, fingerprint=None)]).items
    assert (guess.standing, guess.status) == ("elsewhere", None)
    (found,) = answer(neighbour, items=[held(item)]).items
    assert (found.standing, found.status) == ("elsewhere", None)
    said = answer(neighbour, items=[held(item, claim=terminal.claims[item.id].hex())])
    assert said.items[0].status and said.items[0].status.receipt
    assert said.unlisted == []


def test_a_long_list_comes_in_pages(gateway: Gateway, terminal: Terminal) -> None:
    ids = sorted(str(uuid4()) for _ in range(MAX_UNLISTED_ITEMS + 30))
    item, _ = terminal.filed()
    with gateway.runtime.engine.begin() as db:
        row = dict(db.execute(select(schema.items)).mappings().one())
        case = dict(db.execute(select(schema.cases)).mappings().one())
        db.execute(schema.items.insert(), [{**row, "item": each} for each in ids])
        db.execute(
            schema.cases.insert(),
            [{**case, "id": n, "item": each, "number": each, "code_mark": f"c{n}"} for n, each in enumerate(ids, 100)],
        )
    told: list[UUID] = []
    first = answer(terminal)
    assert len(first.unlisted) == MAX_UNLISTED_ITEMS and first.until == first.unlisted[-1].item
    second = answer(terminal, after=str(first.until))
    assert second.until is None
    told += [each.item for each in (*first.unlisted, *second.unlisted)]
    assert told == sorted([*map(UUID, ids), item.id], key=str)
    between = answer(terminal, after=ids[3], until=ids[9]).unlisted
    assert {str(each.item) for each in between} - {str(item.id)} == set(ids[4:10])
    gateway.clock.turn(days=2)
    assert answer(terminal, since=gateway.clock().isoformat()).unlisted == []


@either_store
def test_each_side_keeps_the_others_checkpoint(gateway: Gateway, terminal: Terminal) -> None:
    terminal.filed()
    first, second = checkpoint(terminal, 3), checkpoint(terminal, 5)
    assert answer(terminal, checkpoint=first).told is None
    said = answer(terminal, checkpoint=second)
    assert said.told == SignedCheckpoint(**first)
    events, head = Checkpoint.unverified(said.checkpoint.checkpoint).chains[terminal.id]
    with gateway.runtime.reading() as db:
        lines = db.execute(
            select(schema.journal.c.line).where(schema.journal.c.chain == terminal.id).order_by(schema.journal.c.n)
        ).scalars()
        written = [json.loads(line) for line in lines]
    assert events == len(written) == 4
    assert (written[-1]["did"], written[-1]["checkpoint"]) == ("checkpoint", second["checkpoint"])
    assert answer(terminal, seen={"events": events, "head": head}).goes_on


def test_a_journal_that_lost_its_end_here_does_not_go_on(gateway: Gateway, terminal: Terminal) -> None:
    """This happens after a restore from an older copy, whatever was added since."""
    assert answer(terminal, seen={"events": 0, "head": START}).goes_on
    assert not answer(terminal, seen={"events": 1, "head": "b" * 64}).goes_on
    assert not answer(terminal, seen={"events": 99, "head": "b" * 64}).goes_on


def test_a_checkpoint_of_another_hand_is_none(gateway: Gateway, terminal: Terminal) -> None:
    neighbour = Terminal.enrolled(gateway)
    theirs = checkpoint(neighbour, 3)
    for forged in (
        theirs,
        {**checkpoint(terminal, 3), "signature": theirs["signature"]},
        Checkpoint(gateway.clock(), {neighbour.id: (1, START)}).signed(terminal.key),
        {"checkpoint": "{}", "signature": checkpoint(terminal, 3)["signature"]},
    ):
        said = terminal.call("POST", "/v1/reconciliation", asked(terminal, checkpoint=forged))
        assert refusal(said) == (403, "bad-checkpoint")


def test_the_journal_command_shows_what_terminals_showed(
    gateway: Gateway, terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = checkpoint(terminal, 7)
    answer(terminal, checkpoint=shown)
    assert main(["journal", "--data", str(gateway.data)]) == 0
    assert json.loads(capsys.readouterr().out)["terminals"] == {terminal.id: shown}


def test_an_item_lost_here_is_unknown_again(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    with gateway.runtime.engine.begin() as db:
        for table in (
            *{each.table for each in referring_to(schema.cases.c.id)},
            schema.cases,
            schema.parts,
            schema.items,
        ):
            db.execute(delete(table))
    (said,) = answer(terminal, items=[held(item)]).items
    assert said.standing == "unknown"
    assert terminal.hand_in(item).status_code == 201


@pytest.mark.parametrize("wrong", [{"since": 0}, {"since": "0"}, {"seen": {"events": "1", "head": "0" * 64}}])
def test_numbers_are_numbers_and_times_are_times(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ReconciliationCall.model_validate({"nonce": "0" * 16, "items": [], **wrong})
