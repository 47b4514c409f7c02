"""Duties beside the main one of a case, in both kinds of stores: opened and ended by events, listed, urged once, handed
over."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from benchmarks.casework.walks import faults
from core.cases.state import Answer, CaseState
from core.receipt import Receipt
from core.wire import AppointmentAnswerCall, CaseQuery
from gateway.cases import appointments, case_file, duties, inbox, overnight, tick
from gateway.cases.duties import DutyLine, OpenDuties
from gateway.cases.inbox import Box, Filter, Order
from gateway.notices.templates import Node
from gateway.petitioner import life
from gateway.staff import officers
from gateway.staff.officers import Officer
from gateway.storage.notice_tables import notices
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, EVERYTHING, HANDLER, Office, open_office
from testkit.terminal import Terminal

MEETING = {"about": "meeting", "on": "2026-03-05", "at": "09:30", "place": "镇政府二楼"}


@pytest.fixture
def receipt(terminal: Terminal) -> Receipt:
    found = terminal.filed()[1].receipt
    assert found
    return found


@pytest.fixture
def number(receipt: Receipt) -> str:
    return receipt.case_number


@pytest.fixture
def office(gateway: Gateway, number: str) -> Office:
    office = open_office(gateway.runtime)
    office.lead(number, CaseState.FORWARDED)
    office.act(HANDLER, number, "invite", **MEETING)
    return office


@pytest.fixture
def says(gateway: Gateway, receipt: Receipt, terminal: Terminal) -> Callable[..., None]:
    query = CaseQuery(query_code=receipt.query_code, last_four="1234")

    def said(answer: Answer, wished: date | None = None) -> None:
        call = AppointmentAnswerCall(query=query, appointment=4, answer=answer, wished=wished)
        appointments.answer(gateway.runtime, terminal.id, call)

    return said


def owed(gateway: Gateway, **which: Any) -> list[DutyLine]:
    with gateway.runtime.reading() as db:
        return list(duties.listed(db, **which))


def beside(gateway: Gateway) -> list[tuple[str, str, str | None, date | None]]:
    found = owed(gateway, only_open=True)
    return [(each.rule, each.organ, each.officer, each.limit) for each in found if each.beside]


def endings(gateway: Gateway) -> list[tuple[str, str | None]]:
    return [(each.rule, each.outcome) for each in owed(gateway) if each.beside and each.ended]


@either_store
def test_an_invitation_is_owed_on_its_day_and_an_answer_makes_another_proposal_owed(
    gateway: Gateway, office: Office, number: str, says: Callable[..., None]
) -> None:
    assert beside(gateway) == [("meeting", "town", HANDLER, date(2026, 3, 5))]
    says(Answer.OTHER_DAY, date(2026, 3, 9))
    assert beside(gateway) == [("meeting-proposal", "town", HANDLER, date(2026, 3, 5))]
    office.act(HANDLER, number, "invite", **{**MEETING, "on": "2026-03-09"})
    assert beside(gateway) == [("meeting", "town", HANDLER, date(2026, 3, 9))]
    gateway.clock.turn(days=7)
    office.act(HANDLER, number, "meet", came="yes")
    assert endings(gateway) == [("meeting", "other-day"), ("meeting-proposal", "met"), ("meeting", "met")]
    assert [each.rule for each in owed(gateway, only_open=True)] == ["told-unit"] and faults(gateway.runtime) == []


@either_store
def test_the_petitioner_sees_until_when_another_day_is_proposed(
    gateway: Gateway, terminal: Terminal, receipt: Receipt, office: Office, says: Callable[..., None]
) -> None:
    says(Answer.OTHER_DAY, date(2026, 3, 9))
    query = CaseQuery(query_code=receipt.query_code, last_four="1234")
    (told,) = life.by_code(gateway.runtime, terminal.id, query).beside
    assert (told.rule, told.organ, told.limit, told.by_law) == (
        *("meeting-proposal", "镇人民政府", date(2026, 3, 5)),
        False,
    )
    assert office


@either_store
def test_what_is_beside_is_urged_once_like_the_main_duty(
    gateway: Gateway, office: Office, number: str, says: Callable[..., None]
) -> None:
    gateway.clock.turn(days=4)
    assert [each.rule for each in owed(gateway, late_on=gateway.clock.now.date())] == ["meeting"]
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 1}
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 0}
    office.act(HANDLER, number, "invite", **{**MEETING, "on": "2026-03-10"})
    gateway.clock.turn(days=30)
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 1}, "a meeting and the main duty, late since: one event"
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 0}
    with gateway.runtime.reading() as db:
        told = db.execute(select(notices.c.node).where(notices.c.node == Node.SUPERVISED)).scalars().all()
    assert len(told) == 2


@pytest.mark.parametrize("stores", ["province"], indirect=True)
def test_of_several_machines_one_urges(gateway: Gateway, office: Office, number: str) -> None:
    gateway.clock.turn(days=4)
    with ThreadPoolExecutor(4) as machines:
        done = [each.result() for each in [machines.submit(tick.run, gateway.runtime) for _ in range(4)]]
    assert sum(each["urged"] for each in done) == 1
    opened = case_file.opened(gateway.runtime, office.by[CLERK], number)
    assert [each.action for each in opened.events].count("urge") == 1


@either_store
def test_it_stands_in_the_inbox_on_its_day_and_when_it_is_late(gateway: Gateway, office: Office, number: str) -> None:
    handler = office.by[HANDLER]
    gateway.clock.turn(days=3)
    (line,) = inbox.page(gateway.runtime, handler, Filter(Box.TODAY)).lines
    assert (line.case_number, line.rule, line.beside) == (number, "meeting", True)
    assert [each.line.rule for each in overnight.today(gateway.runtime, handler)] == ["meeting"]
    gateway.clock.turn(days=1)
    assert [each.rule for each in inbox.page(gateway.runtime, handler, Filter(Box.LATE)).lines] == ["meeting"]
    assert inbox.counts(gateway.runtime, handler)[Box.LATE].found == 1
    assert [each.rule for each in inbox.of_cases(gateway.runtime, handler, [number])] == ["told-unit"]


@either_store
@pytest.mark.parametrize("order", list(Order))
def test_no_duty_is_left_out_between_two_pages(
    gateway: Gateway, office: Office, number: str, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE_SIZE", 1)
    office.act(HANDLER, number, "invite", **{**MEETING, "on": "2026-03-17"})
    handler, seen = office.by[HANDLER], list[str]()
    wanted = Filter(order=order)
    while True:
        page = inbox.page(gateway.runtime, handler, wanted)
        seen += [each.rule for each in page.lines]
        if not page.more:
            break
        wanted = Filter(order=order, after=page.lines[-1].key)
    assert sorted(seen) == ["meeting", "told-unit"]


@either_store
def test_who_leaves_and_an_organ_that_is_merged_hand_it_over(gateway: Gateway, office: Office, number: str) -> None:
    colleague = officers.add(gateway.runtime, Officer("colleague", "某人", "town", EVERYTHING), by="test")
    with gateway.runtime.engine.begin() as db:
        assert OpenDuties().of_officer(db, HANDLER) == 1
        assert OpenDuties().move_officer(db, HANDLER, colleague.login) == 1
    assert beside(gateway) == [("meeting", "town", "colleague", date(2026, 3, 5))]
    office.act(HANDLER, number, "recuse", officer="colleague", reasons="是亲戚")
    assert beside(gateway) == [("meeting", "town", None, date(2026, 3, 5))]
    with gateway.runtime.engine.begin() as db:
        assert OpenDuties().of_organs(db)["town"] == 2
        assert OpenDuties().move_organ(db, "town", "county") == 2
    assert beside(gateway) == [("meeting", "county", None, date(2026, 3, 5))]


@either_store
def test_with_the_hand_over_and_with_the_case_it_ends(gateway: Gateway, office: Office, number: str) -> None:
    office.act(HANDLER, number, "object", reasons="不归我们管")
    office.act(CLERK, number, "agree-objection", reasons="核实过了")
    assert (beside(gateway), endings(gateway)) == ([], [("meeting", "forwarded-on")])
    office.act(CLERK, number, "invite", **MEETING)
    assert beside(gateway) == [("meeting", "bureau", CLERK, date(2026, 3, 5))]
    office.act(CLERK, number, "withdraw", reasons="谈好了")
    assert endings(gateway)[1:] == [("meeting", "withdrawn")] and faults(gateway.runtime) == []
