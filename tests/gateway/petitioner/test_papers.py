"""The petitioner's documents: those written to them, an opinion once it was delivered, to nobody else."""

import base64
from typing import Any

import pytest
import requests
from pydantic import TypeAdapter
from sqlalchemy import select

from core.case_life import CaseLife, Paper
from core.cases.state import CaseState
from core.wire import DocumentAnswer
from gateway.letters.documents import Issuer, issue
from gateway.storage.letter_tables import documents
from gateway.storage.schema import cases
from testkit.gateway_in_process import Gateway
from testkit.letters import facts, letter
from testkit.officers import led
from testkit.terminal import Terminal, refusal


@pytest.fixture
def receipt(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


def written(gateway: Gateway, number: str, kind: str) -> str:
    """Issues a letter of this kind in the case; returns its number."""
    said = letter(kind)
    with gateway.runtime.engine.begin() as db:
        row = db.execute(select(cases).where(cases.c.number == number)).mappings().one()
        return issue(db, gateway.runtime, row, said, by=Issuer("town", "li"), facts=facts(said)).number


def papers(terminal: Terminal, receipt: Any) -> dict[str, list[Paper]]:
    """Returns the papers by the action they stand with."""
    answer = terminal.call("POST", "/v1/queries/life", {"query_code": receipt.query_code, "last_four": "1234"})
    life = TypeAdapter(CaseLife).validate_json(answer.text)
    return {each.action: list(each.papers) for each in life.events if each.papers}


def kinds(terminal: Terminal, receipt: Any) -> dict[str, list[str]]:
    return {action: [each.kind for each in listed] for action, listed in papers(terminal, receipt).items()}


def fetched(terminal: Terminal, receipt: Any, number: str, last_four: str = "1234") -> requests.Response:
    query = {"query_code": receipt.query_code, "last_four": last_four}
    return terminal.call("POST", "/v1/queries/document", {"query": query, "number": number})


def test_a_document_stands_with_its_event_and_is_read_and_printed(
    gateway: Gateway, terminal: Terminal, receipt: Any
) -> None:
    led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    assert kinds(terminal, receipt) == {"notify": ["notify"], "accept": ["accept"]}
    number = papers(terminal, receipt)["accept"][0].number
    answer = DocumentAnswer.model_validate_json(fetched(terminal, receipt, number).text)
    assert (answer.number, answer.title) == (number, "信访事项受理告知书")
    assert receipt.case_number not in number and number in answer.text
    assert base64.b64decode(answer.pdf).startswith(b"%PDF")
    assert fetched(terminal, receipt, number).json() == answer.model_dump(), "the same file each time"


def test_an_opinion_that_was_not_delivered_is_neither_listed_nor_opened(
    gateway: Gateway, terminal: Terminal, receipt: Any
) -> None:
    office = led(gateway.runtime, receipt.case_number, CaseState.REPLIED)
    with gateway.runtime.reading() as db:
        written = select(documents.c.number).where(documents.c.kind == "reply")
        number = db.execute(written).scalar_one()
    assert "reply" not in kinds(terminal, receipt)
    assert refusal(fetched(terminal, receipt, number)) == (404, "not-found")
    office.lead(receipt.case_number)
    assert kinds(terminal, receipt)["reply"] == ["reply"]
    assert fetched(terminal, receipt, number).status_code == 200


def test_what_offices_write_to_each_other_is_not_theirs(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    led(gateway.runtime, receipt.case_number)
    numbers = [written(gateway, receipt.case_number, kind) for kind in ("forward", "assign", "supervision", "visit")]
    told = {kind for each in kinds(terminal, receipt).values() for kind in each}
    assert told == {"notify", "accept", "reply"}
    assert {refusal(fetched(terminal, receipt, number)) for number in numbers} == {(404, "not-found")}


def test_nobody_elses_document_opens(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    neighbour = terminal.filed()[1].receipt
    assert neighbour
    led(gateway.runtime, neighbour.case_number, CaseState.ACCEPTED)
    number = papers(terminal, neighbour)["accept"][0].number
    assert refusal(fetched(terminal, receipt, number)) == (404, "not-found")
    assert refusal(fetched(terminal, neighbour, number, "9999")) == (404, "not-found")
    assert refusal(fetched(terminal, neighbour, "没有这一号")) == (404, "not-found")
