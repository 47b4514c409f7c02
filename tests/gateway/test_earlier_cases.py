"""A petitioner who filed the same matter before is told so; nobody learns of anybody else."""

from dataclasses import replace
from typing import Any

from sqlalchemy import event

from core.case import CaseStep
from core.cases.state import CaseState
from core.person import Person
from core.petition import Petition, Purpose
from core.places import Place
from core.wire import ItemStatus
from gateway.cases import records
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import led
from testkit.terminal import ASKER, Terminal, petition

PENSION = "我今年六十三岁，是柏树村的，养老金从去年八月突然停发了，请给我补发停掉的这几个月。"
PENSION_AGAIN = "上回说过的养老金的事，去年八月停发了，到现在也没有补发，我今年六十三了，是柏树村的。"
BARKING = "邻居家的狗整夜地叫，孩子吓得睡不着。"


def about(filed: Petition, narrative: str, **changed: Any) -> Petition:
    return replace(filed, matter=replace(filed.matter, narrative=narrative, **changed))


def told(terminal: Terminal, filed: Petition) -> ItemStatus:
    answer = terminal.hand_in(terminal.sealed(filed))
    assert answer.status_code == 201, answer.text
    return ItemStatus.model_validate_json(answer.text)


@either_store
def test_who_asks_again_hears_of_the_case_they_have(gateway: Gateway, terminal: Terminal) -> None:
    first = told(terminal, petition(gateway.clock()))
    assert first.earlier is None and first.receipt
    led(gateway.runtime, first.receipt.case_number, CaseState.FORWARDED)
    gateway.clock.turn(days=20)
    again = terminal.sealed(about(petition(gateway.clock()), "路灯还是坏的。"))
    status = ItemStatus.model_validate_json(terminal.hand_in(again).text)
    assert status.earlier and status.receipt
    assert status.earlier.case_number == first.receipt.case_number != status.receipt.case_number
    assert (status.earlier.registered_at, status.earlier.step) == (first.receipt.registered_at, CaseStep.FORWARDED)

    led(gateway.runtime, first.receipt.case_number, CaseState.DELIVERED)
    assert ItemStatus.model_validate_json(terminal.hand_in(again).text) == status
    assert ItemStatus.model_validate_json(terminal.call("GET", f"/v1/items/{again.id}").text) == status
    assert len(records.listed(gateway.runtime)) == 2


def test_the_same_story_under_another_heading_is_known(gateway: Gateway, terminal: Terminal) -> None:
    first = told(terminal, about(petition(gateway.clock()), PENSION, category="养老"))
    told(terminal, about(petition(gateway.clock()), BARKING, category="邻里"))
    place = Place(code="331181", name="龙泉市")
    again = told(terminal, about(petition(gateway.clock()), PENSION_AGAIN, category="社保", place=place))
    assert again.earlier and first.receipt and again.earlier.case_number == first.receipt.case_number


def test_another_matter_is_another_matter(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, about(petition(gateway.clock()), PENSION, category="养老"))
    assert told(terminal, about(petition(gateway.clock()), BARKING, category="邻里")).earlier is None


def test_nobody_hears_of_anybody_else(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, petition(gateway.clock()))
    namesake = replace(ASKER, id_number="110105194912310038")
    borrowed = replace(ASKER, name="王大满")
    for somebody in (namesake, borrowed, Person(name=ASKER.name, phone=ASKER.phone)):
        assert told(terminal, petition(gateway.clock(), asker=somebody)).earlier is None
    assert told(terminal, petition(gateway.clock(), asker=Person(name=ASKER.name, phone=ASKER.phone))).earlier is None


def test_an_accusation_neither_looks_nor_is_found(gateway: Gateway, terminal: Terminal) -> None:
    assert told(terminal, petition(gateway.clock(), Purpose.ACCUSATION)).earlier is None
    assert told(terminal, petition(gateway.clock())).earlier is None
    assert told(terminal, petition(gateway.clock(), Purpose.ACCUSATION)).earlier is None


def test_a_text_that_is_lost_stops_nobody(gateway: Gateway, terminal: Terminal) -> None:
    first = told(terminal, petition(gateway.clock()))
    (gateway.data / "blobs" / "kept" / str(first.item) / "text.age").unlink()
    assert told(terminal, petition(gateway.clock())).earlier is None


def test_whoever_was_never_here_costs_one_look_into_an_index(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, petition(gateway.clock()))
    asked: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    event.listen(gateway.runtime.engine, "before_cursor_execute", listen)
    assert told(terminal, petition(gateway.clock(), asker=replace(ASKER, name="李大满"))).earlier is None
    ((statement, values),) = [(said, given) for said, given in asked if "SELECT" in said and "person_mark" in said]
    with gateway.runtime.reading() as db:
        plan = db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any("ix_cases_person_mark" in step.detail for step in plan)
    assert not any("SCAN cases" in step.detail for step in plan)
