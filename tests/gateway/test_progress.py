"""A terminal is told every step of its own cases, once, and of nobody else's."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from core.case import CaseStep
from gateway.audit_log import hash_chain
from gateway.cases import bulletin, cases
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Terminal


def steps(gateway: Gateway, terminal: Terminal, after: int = 0) -> list[tuple[str, CaseStep]]:
    return [(each.case_number[-1], each.step) for each in bulletin.progress(gateway.runtime, terminal.id, after).passed]


def filed(terminal: Terminal) -> str:
    receipt = terminal.filed()[1].receipt
    assert receipt
    return receipt.case_number


@either_store
def test_each_hears_of_its_own(gateway: Gateway, terminal: Terminal) -> None:
    neighbour = Terminal.enrolled(gateway)
    first, other = filed(terminal), filed(neighbour)
    cases.advance(gateway.runtime, first, CaseStep.FORWARDED, by="li")
    cases.advance(gateway.runtime, other, CaseStep.ACCEPTED, by="li")
    assert steps(gateway, terminal) == [("1", CaseStep.REGISTERED), ("1", CaseStep.FORWARDED)]
    assert steps(gateway, neighbour) == [("2", CaseStep.REGISTERED), ("2", CaseStep.ACCEPTED)]
    known = bulletin.progress(gateway.runtime, terminal.id, 0).passed[0].number
    assert steps(gateway, terminal, known) == [("1", CaseStep.FORWARDED)]


@either_store
def test_a_box_that_takes_over_an_item_hears_of_its_case(gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    anew = Terminal.enrolled(gateway)
    anew.claims = terminal.claims
    item.signed = anew.signed(item.signed.opened().model_copy(update={"terminal": anew.id}).model_dump_json())
    assert anew.hand_in(item).status_code == 200 and status.receipt
    cases.advance(gateway.runtime, status.receipt.case_number, CaseStep.FORWARDED, by="li")
    assert steps(gateway, anew) == [("1", CaseStep.REGISTERED), ("1", CaseStep.FORWARDED)]
    assert steps(gateway, terminal) == []


def waits(engine: Engine) -> bool:
    with engine.connect() as db:
        waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(db.execute(waiting).scalar())


@pytest.mark.parametrize("stores", ["province"], indirect=True)
def test_no_step_comes_to_light_after_a_later_one(gateway: Gateway, terminal: Terminal) -> None:
    number, engine = filed(terminal), gateway.runtime.engine
    with ThreadPoolExecutor(1) as pool, engine.begin() as registering:
        hash_chain.lock(registering, terminal.id)
        advancing = pool.submit(cases.advance, gateway.runtime, number, CaseStep.FORWARDED, by="li")
        while not waits(engine):
            assert not advancing.done()
        registering.rollback()
        advancing.result(10)
    assert steps(gateway, terminal) == [("1", CaseStep.REGISTERED), ("1", CaseStep.FORWARDED)]
