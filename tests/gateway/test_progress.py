"""A terminal is told every step of its own cases, once, and of nobody else's."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from core.case import CaseStep
from core.cases.state import CaseState
from core.petition import Purpose
from core.wire import Progress
from gateway.audit_log import hash_chain
from gateway.cases import progress_feed
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, led
from testkit.terminal import Terminal


def steps(gateway: Gateway, terminal: Terminal, after: int = 0) -> list[tuple[str, CaseStep]]:
    """The plain steps that were passed, each once: several events of a case may stand at one of them."""
    passed = progress_feed.progress(gateway.runtime, terminal.id, after).passed
    return list(dict.fromkeys((each.case_number[-1], each.step) for each in passed))


def filed(terminal: Terminal) -> str:
    receipt = terminal.filed()[1].receipt
    assert receipt
    return receipt.case_number


@either_store
def test_each_hears_of_its_own(gateway: Gateway, terminal: Terminal) -> None:
    neighbour = Terminal.enrolled(gateway)
    first, other = filed(terminal), filed(neighbour)
    led(gateway.runtime, first, CaseState.FORWARDED)
    led(gateway.runtime, other, CaseState.ACCEPTED)
    assert steps(gateway, terminal) == [("1", CaseStep.REGISTERED), ("1", CaseStep.FORWARDED)]
    assert steps(gateway, neighbour) == [("2", step) for step in list(CaseStep)[:3]]
    known = progress_feed.progress(gateway.runtime, terminal.id, 0).passed[1].number
    assert steps(gateway, terminal, known) == [("1", CaseStep.FORWARDED)]


@either_store
def test_a_box_that_takes_over_an_item_hears_of_its_case(gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    anew = Terminal.enrolled(gateway)
    anew.claims = terminal.claims
    item.signed = anew.signed(item.signed.opened().model_copy(update={"terminal": anew.id}).model_dump_json())
    assert anew.hand_in(item).status_code == 200 and status.receipt
    led(gateway.runtime, status.receipt.case_number, CaseState.FORWARDED)
    assert steps(gateway, anew) == [("1", CaseStep.REGISTERED), ("1", CaseStep.FORWARDED)]
    assert steps(gateway, terminal) == []


@either_store
def test_actions_and_organs_are_told_to_who_asks_for_them(gateway: Gateway, terminal: Terminal) -> None:
    number, accusation = filed(terminal), terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
    assert accusation
    office = led(gateway.runtime, number, CaseState.FORWARDED)
    office.act(HANDLER, number, "take")
    office.act(CLERK, accusation.case_number, "classify", kind="accusation")
    told = Progress.model_validate_json(terminal.call("GET", "/v1/progress?life=true").json()["text"]).passed
    assert [each.action for each in told] == ["register", "register", "classify", "forward", ""]
    assert told[3].organ and not told[4].organ, "nothing of what is not told; of an accusation its registration alone"
    before = json.loads(terminal.call("GET", "/v1/progress").json()["text"])["passed"]
    assert all("action" not in each and "organ" not in each for each in before)


def waits(engine: Engine) -> bool:
    with engine.connect() as db:
        waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(db.execute(waiting).scalar())


@pytest.mark.parametrize("stores", ["province"], indirect=True)
def test_no_step_comes_to_light_after_a_later_one(gateway: Gateway, terminal: Terminal) -> None:
    number, engine = filed(terminal), gateway.runtime.engine
    with ThreadPoolExecutor(1) as pool, engine.begin() as registering:
        hash_chain.lock(registering, terminal.id)
        advancing = pool.submit(led, gateway.runtime, number, CaseState.FORWARDED)
        while not waits(engine):
            assert not advancing.done()
        registering.rollback()
        advancing.result(10)
    assert steps(gateway, terminal) == [("1", CaseStep.REGISTERED), ("1", CaseStep.FORWARDED)]
