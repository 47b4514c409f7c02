"""What time demands of cases is done once, whatever other machines do, and one case keeps no other waiting."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event, select, update

from core.cases.state import CaseState
from gateway.cases import tick
from gateway.storage.case_tables import duties
from gateway.storage.schema import cases, events
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import Office, open_office
from testkit.terminal import Terminal

on_postgresql = pytest.mark.parametrize("stores", ["province"], indirect=True)
NOTHING = {"closed": 0, "urged": 0}


@pytest.fixture
def office(gateway: Gateway) -> Office:
    return open_office(gateway.runtime)


def filed(terminal: Terminal) -> str:
    receipt = terminal.filed()[1].receipt
    assert receipt
    return receipt.case_number


def happened(gateway: Gateway, number: str) -> list[str]:
    theirs = select(events.c.action).join(cases).where(cases.c.number == number).order_by(events.c.version)
    with gateway.runtime.reading() as db:
        return list(db.execute(theirs).scalars())


def once_locked(gateway: Gateway, do: Callable[[Connection], Any]) -> None:
    """What another machine committed between the beginning of the statement that locks a case, and its end."""

    def hook(_db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FOR UPDATE SKIP LOCKED" in statement:
            with gateway.runtime.autocommit.connect() as another:
                do(another)

    event.listen(gateway.runtime.engine, "after_cursor_execute", hook)


@on_postgresql
def test_a_duty_that_another_machine_urged_meanwhile_is_not_urged_again(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    number = filed(terminal)
    gateway.clock.turn(days=16)
    urged = update(duties).values(urged=gateway.clock())
    once_locked(gateway, lambda another: another.execute(urged))
    assert tick.run(gateway.runtime) == NOTHING
    assert happened(gateway, number) == ["register"]


@on_postgresql
def test_a_case_that_another_machine_closed_meanwhile_is_not_closed_again(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    number = filed(terminal)
    office.lead(number)
    office.close(number)
    before = happened(gateway, number)
    gateway.clock.turn(days=31)
    ended = update(duties).where(duties.c.ended.is_(None)).values(ended=gateway.clock(), outcome="met")
    once_locked(gateway, lambda another: another.execute(ended))
    assert tick.run(gateway.runtime) == NOTHING
    assert happened(gateway, number) == before


@either_store
def test_a_case_that_cannot_be_moved_keeps_no_other_waiting(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    first, second = filed(terminal), filed(terminal)
    for number in (first, second):
        office.lead(number, CaseState.FORWARDED)
    broken = update(events).values(changes="no JSON").where(events.c.id == 1)
    with gateway.runtime.engine.begin() as db:
        db.execute(broken)
    gateway.clock.turn(days=40)
    with pytest.raises(ValueError):
        tick.run(gateway.runtime)
    assert happened(gateway, first)[-1] == "forward"
    assert happened(gateway, second)[-1] == "urge"
