"""The two-way pledge at the platform: made on the desk, seen and signed by its petitioner, kept in the case."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
import requests
from pydantic import TypeAdapter
from sqlalchemy import func, select

from benchmarks.casework.walks import faults
from core.case_life import CaseLife, Pledged
from core.cases.state import CaseState
from core.wire import OwnAct, PossibleActs
from gateway.cases import acts, case_file, duties, tick
from gateway.letters import inspection
from gateway.letters.documents import documents_of, sheet_of_document
from gateway.letters.files import pdf_of
from gateway.storage.case_tables import own_acts
from gateway.storage.schema import events
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, Office, led
from testkit.terminal import Terminal, refusal

INK = "0,500 200,0 400,500;100,300 300,300;600,0 600,500;500,200 1000,250"
PROMISE = {"promise": "修好三组的水管", "by": "2026-03-20", "contact": "李明 0571-5550123"}


@pytest.fixture
def receipt(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


@pytest.fixture
def office(gateway: Gateway, receipt: Any) -> Office:
    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    office.act(HANDLER, receipt.case_number, "pledge", **PROMISE)
    return office


def query(receipt: Any) -> dict[str, str]:
    return {"query_code": receipt.query_code, "last_four": "1234"}


def told(terminal: Terminal, receipt: Any) -> CaseLife:
    answer = terminal.call("POST", "/v1/queries/life?beside=true", query(receipt))
    return TypeAdapter(CaseLife).validate_json(answer.text)


def pledge_of(terminal: Terminal, receipt: Any) -> Pledged:
    found = told(terminal, receipt).pledge
    assert found
    return found


def offered(terminal: Terminal, receipt: Any) -> set[OwnAct]:
    answer = terminal.call("POST", "/v1/queries/possible?consents=true", query(receipt))
    return {each.act for each in TypeAdapter(PossibleActs).validate_json(answer.text).acts}


def sign(terminal: Terminal, receipt: Any, pledge: int, ink: str = INK, this: UUID | None = None) -> requests.Response:
    call = {"id": str(this or uuid4()), "query": query(receipt), "act": "sign-pledge", "pledge": pledge}
    return terminal.call("POST", "/v1/own-acts", {**call, "signature": ink})


@either_store
def test_what_the_unit_promised_is_told_and_owed(
    gateway: Gateway, terminal: Terminal, receipt: Any, office: Office
) -> None:
    pledge = pledge_of(terminal, receipt)
    assert (pledge.organ, pledge.promise, pledge.by.isoformat()) == ("镇人民政府", PROMISE["promise"], PROMISE["by"])
    assert (pledge.signed, pledge.kept) == (None, None)
    life = told(terminal, receipt)
    assert [(each.rule, each.by_law) for each in life.beside] == [("pledge", False)]
    assert life.events[-1].action == "pledge" and [each.number for each in life.events[-1].papers] == [pledge.paper]
    gateway.clock.turn(days=19)
    assert tick.run(gateway.runtime)["urged"] == 1 and OwnAct.URGE in offered(terminal, receipt)
    office.act(HANDLER, receipt.case_number, "keep-pledge", done="水管修好了")
    assert pledge_of(terminal, receipt).kept and told(terminal, receipt).beside == ()
    assert faults(gateway.runtime) == []


@either_store
def test_it_is_signed_once_and_both_have_a_copy(
    gateway: Gateway, terminal: Terminal, receipt: Any, office: Office
) -> None:
    this, number = uuid4(), pledge_of(terminal, receipt).number
    first = sign(terminal, receipt, number, this=this)
    assert first.status_code == 200 and first.json() == sign(terminal, receipt, number, this=this).json()
    assert refusal(sign(terminal, receipt, number)) == (422, "not-allowed")
    pledge = pledge_of(terminal, receipt)
    assert pledge.signed == gateway.clock.now.date() and OwnAct.SIGN_PLEDGE not in offered(terminal, receipt)
    answer = terminal.call("POST", "/v1/queries/document", {"query": query(receipt), "number": pledge.paper}).json()
    assert "由信访人签名" in answer["text"] and answer["pdf"]
    row = acts_row(gateway, office, receipt.case_number)
    with gateway.runtime.reading() as db:
        unsigned, signed = documents_of(db, row["id"], "pledge")
    assert pledge.paper == signed.number != unsigned.number
    assert sheet_of_document(gateway.runtime, signed.id).ink == INK
    assert sheet_of_document(gateway.runtime, unsigned.id).ink == ""
    file = pdf_of(gateway.runtime, signed.id)
    assert inspection.inspect(file, [gateway.runtime.keys.signing.public]).verdict is inspection.Verdict.GENUINE
    assert unsigned.number in pypdf.PdfReader(io.BytesIO(file)).pages[-1].extract_text()
    opened = case_file.opened(gateway.runtime, office.by[CLERK], receipt.case_number)
    assert [each.action for each in opened.events].count("sign-pledge") == 1


def acts_row(gateway: Gateway, office: Office, number: str) -> Any:
    with gateway.runtime.reading() as db:
        return acts.found(db, gateway.runtime, office.by[CLERK], number)


@pytest.mark.parametrize("stores", ["province"], indirect=True)
def test_signed_twice_at_once_it_is_signed_once(
    gateway: Gateway, terminal: Terminal, receipt: Any, office: Office
) -> None:
    number = pledge_of(terminal, receipt).number
    with ThreadPoolExecutor(3) as hands:
        tried = [hands.submit(sign, terminal, receipt, number) for _ in range(3)]
        codes = sorted(each.result().status_code for each in tried)
    assert codes[0] == 200 and set(codes[1:]) <= {409, 422}
    row = acts_row(gateway, office, receipt.case_number)
    with gateway.runtime.reading() as db:
        assert len(documents_of(db, row["id"], "pledge")) == 2


def test_who_does_not_sign_leaves_nothing_behind_and_loses_nothing(
    gateway: Gateway, terminal: Terminal, receipt: Any, office: Office
) -> None:
    """The letter is read, and nobody signs: no event, no act; what is owed and what can be done stay."""
    before = told(terminal, receipt)
    call = {"query": query(receipt), "number": pledge_of(terminal, receipt).paper}
    assert terminal.call("POST", "/v1/queries/document", call).status_code == 200
    assert told(terminal, receipt).events == before.events and told(terminal, receipt).can == before.can
    with gateway.runtime.reading() as db:
        assert db.execute(select(func.count()).select_from(own_acts)).scalar_one() == 0
        assert db.execute(select(func.count()).select_from(events)).scalar_one() == len(before.events)
        assert [each.rule for each in duties.listed(db, only_open=True)][-1] in ("handle", "pledge")
    office.act(HANDLER, receipt.case_number, "keep-pledge", done="水管修好了")


@pytest.mark.parametrize("ink", ["", "x", "1,1", "0,0 2000,1"])
def test_without_a_signature_nothing_is_signed(terminal: Terminal, receipt: Any, office: Office, ink: str) -> None:
    assert office
    assert sign(terminal, receipt, pledge_of(terminal, receipt).number, ink).status_code == 422
    assert pledge_of(terminal, receipt).signed is None


def test_another_pledge_than_the_one_that_was_read_is_not_signed(
    terminal: Terminal, receipt: Any, office: Office
) -> None:
    number = pledge_of(terminal, receipt).number
    office.act(HANDLER, receipt.case_number, "keep-pledge", done="水管修好了")
    office.act(HANDLER, receipt.case_number, "pledge", **PROMISE)
    assert refusal(sign(terminal, receipt, number)) == (409, "out-of-order")
    assert sign(terminal, receipt, number + 2).status_code == 200
