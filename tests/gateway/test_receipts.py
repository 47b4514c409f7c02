"""Receipts carry the platform's signature, and query codes are stored nowhere in plaintext."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from core.receipt import Receipt
from core.wire import CaseQuery, ItemStatus
from gateway.backup import after_restore
from gateway.cases import queries, records
from gateway.keys import query_codes
from gateway.runtime import Stores
from gateway.storage.schema import cases as rows
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import led
from testkit.terminal import Item, Terminal, petition
from trust.keys import SigningKey
from trust.receipt_signature import receipt_authentic, sign_receipt


def receipt(terminal: Terminal) -> Receipt:
    given = terminal.filed()[1].receipt
    assert given
    return given


def handed_in(terminal: Terminal, item: Item, promised: Receipt | dict[str, Any]) -> Receipt:
    shown = promised if isinstance(promised, dict) else ItemStatus(item=item.id, wanted=[], receipt=promised)
    call = terminal.as_call(item) | {
        "promised": shown if isinstance(shown, dict) else shown.model_dump(mode="json")["receipt"]
    }
    answer = terminal.call("POST", "/v1/items", call, Idempotency_Key=str(item.id))
    assert answer.status_code == 201, answer.text
    given = ItemStatus.model_validate_json(answer.text).receipt
    assert given
    return given


@either_store
def test_a_receipt_is_signed_and_told_to_the_letter_again(gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    public = gateway.runtime.keys.signing.public
    assert status.receipt and receipt_authentic(status.receipt, public)
    told = [terminal.hand_in(item), terminal.call("GET", f"/v1/items/{item.id}")]
    assert [ItemStatus.model_validate_json(each.text).receipt for each in told] == [status.receipt] * 2
    for changed in ({"case_number": "XF2026-00000002"}, {"query_code": "1" * 16}, {"item": uuid4()}, {"signature": ""}):
        assert not receipt_authentic(replace(status.receipt, **changed), public)
    assert not receipt_authentic(replace(status.receipt, registered_at=gateway.clock().replace(year=2025)), public)


@either_store
def test_a_terminal_of_the_version_before_reads_its_receipts(gateway: Gateway, terminal: Terminal) -> None:
    """That version refuses fields it does not know."""
    item = terminal.sealed(replace(petition(gateway.clock()), item=uuid4()))
    for answer in (terminal.hand_in(item), terminal.hand_in(item), terminal.call("GET", f"/v1/items/{item.id}")):
        assert set(answer.json()["receipt"]) == {"item", "case_number", "query_code", "registered_at"}


class TestPromised:
    """A terminal shows the receipt of an item that the platform has lost."""

    @pytest.fixture(autouse=True)
    def begin(self, gateway: Gateway, terminal: Terminal) -> None:
        self.gateway, self.terminal = gateway, terminal
        self.others = receipt(terminal)
        self.item = terminal.sealed(petition(gateway.clock()))
        after_restore.apply(gateway.runtime)
        self.made_up = Receipt(
            item=self.item.id,
            case_number="XF2026-00000777",
            query_code="1111-2222-3333-4444",
            registered_at=gateway.clock(),
        )

    def test_what_it_made_up_is_not_believed(self) -> None:
        for lie in (
            self.made_up,
            sign_receipt(self.made_up, SigningKey.generate()),
            sign_receipt(self.made_up, self.terminal.key),
        ):
            item = self.terminal.sealed(petition(self.gateway.clock()))
            given = handed_in(self.terminal, item, replace(lie, item=item.id))
            assert given.case_number > "XF2026-00100000" and given.query_code != lie.query_code

    def test_it_learns_of_no_code_whether_it_is_somebodys(self) -> None:
        """The answer is the same for a code in use and a free one."""
        for code in (self.others.query_code, self.made_up.query_code):
            item = self.terminal.sealed(petition(self.gateway.clock()))
            given = handed_in(self.terminal, item, replace(self.made_up, item=item.id, query_code=code))
            assert given.query_code != code and given.case_number > "XF2026-00100000"

    def test_another_ones_receipt_serves_nobody(self) -> None:
        given = handed_in(self.terminal, self.item, self.others)
        assert given.case_number != self.others.case_number
        item = self.terminal.sealed(petition(self.gateway.clock()))
        given = handed_in(self.terminal, item, replace(self.others, item=item.id))
        assert given.case_number != self.others.case_number

    def test_its_own_is_kept_whatever_code_it_bears(self) -> None:
        mine = sign_receipt(self.made_up, self.gateway.runtime.keys.signing)
        assert handed_in(self.terminal, self.item, mine) == mine
        assert ItemStatus.model_validate_json(self.terminal.hand_in(self.item).text).receipt == mine
        query = CaseQuery(query_code=mine.query_code, last_four="1234")
        assert queries.by_code(self.gateway.runtime, self.terminal.id, query).case_number == mine.case_number

    def test_what_was_a_case_of_its_own_is_joined_to_none_after_a_restoration(self) -> None:
        added = replace(petition(self.gateway.clock()), supplements=self.others.case_number)
        mine = replace(self.made_up, item=added.item)
        mine = sign_receipt(mine, self.gateway.runtime.keys.signing)
        assert handed_in(self.terminal, self.terminal.sealed(added), mine) == mine

    def test_of_the_version_before_it_is_not_signed_and_a_new_one_is_given(self) -> None:
        item = self.terminal.sealed(replace(petition(self.gateway.clock()), item=uuid4()))
        old = {"case_number": "XF2026-00000777", "query_code": "1111-2222-3333-4444"}
        given = handed_in(self.terminal, item, {**old, "item": str(item.id), "registered_at": "2026-03-01T09:00:00Z"})
        assert given.case_number > "XF2026-00100000"


def test_a_code_that_somebody_has_is_drawn_anew(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collision is very rare, but without a new code the item could never be registered."""
    monkeypatch.setattr(query_codes, "_derived", lambda _keys, _item: "1111-2222-3333-4444")
    first, (item, second) = receipt(terminal), terminal.filed()
    assert second.receipt and second.receipt.query_code != first.query_code == "1111-2222-3333-4444"
    assert ItemStatus.model_validate_json(terminal.hand_in(item).text).receipt == second.receipt
    for each in (first, second.receipt):
        query = CaseQuery(query_code=each.query_code, last_four="1234")
        assert queries.by_code(gateway.runtime, terminal.id, query).case_number == each.case_number


@either_store
def test_no_code_can_be_read_where_the_rows_lie(
    gateway: Gateway, terminal: Terminal, stores: Stores, request: pytest.FixtureRequest
) -> None:
    given = [receipt(terminal) for _ in range(5)]
    for each in given:
        led(gateway.runtime, each.case_number)
        query = CaseQuery(query_code=each.query_code, last_four="1234")
        assert queries.by_code(gateway.runtime, terminal.id, query).reply
        shown = records.show(gateway.runtime, each.case_number, with_code=True)
        assert shown and shown["query_code"] == each.query_code
    with gateway.runtime.engine.begin() as db:  # one as the version before drew it
        drawn = query_codes.stored_columns(gateway.runtime.keys, str(given[0].item), query_codes.random_code())
        db.execute(update(rows).where(rows.c.item == str(given[0].item)).values(**drawn))
    content = _written(gateway.data)
    if stores.database:
        content = request.getfixturevalue("database").written(stores.database, with_log=True)
    for code in (each.query_code for each in given):
        assert code.encode() not in content and code.replace("-", "").encode() not in content


def _written(data: Path) -> bytes:
    return b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
