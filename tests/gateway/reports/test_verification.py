"""Verification: a clean case passes everything, each seeded fault is found by its check, and walks of officers leave
only what was late or not told."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from benchmarks.casework.walks import Walk
from core.cases.actions import Action
from core.cases.state import CaseState
from gateway.cli import main
from gateway.refusals import Refused
from gateway.reports.checks import CHECKS
from gateway.reports.record import Happened, Record, records
from gateway.reports.verification import Verdict, verdicts, verified
from gateway.runtime import Stores, open_runtime
from gateway.storage.schema import cases, parts
from testkit.gateway_in_process import Gateway, HandClock, ask, either_empty_store, either_store
from testkit.officers import HANDLER, OTHER, Office, open_office
from testkit.terminal import Terminal

LATE = {each.name for each in CHECKS if each.name.endswith("-in-time")} | {"extension-told"}
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def number(terminal: Terminal) -> str:
    receipt = terminal.filed()[1].receipt
    assert receipt
    return receipt.case_number


@pytest.fixture
def office(gateway: Gateway, number: str) -> Office:
    """The files have come; the case was extended, answered, delivered, and what was promised is done."""
    office = open_office(gateway.runtime)
    with gateway.runtime.engine.begin() as db:
        db.execute(update(parts).values(received_at=gateway.clock()))
    office.lead(number, CaseState.ACCEPTED)
    office.act(HANDLER, number, "extend", days="10", reasons="待勘察")
    office.act(HANDLER, number, "deliver", how="in-hand", proof="本人签收", document="extend")
    office.lead(number, CaseState.DELIVERED)
    office.act(HANDLER, number, "execute", done="已经做完")
    gateway.clock.turn(days=1)
    return office


def record_of(gateway: Gateway, number: str) -> Record:
    with gateway.runtime.reading() as db:
        (found,) = records(db, gateway.clock().date(), number)
    return found


def failed(found: Record) -> set[str]:
    return {each.check for each in verdicts(found) if not each.passed}


def late(*rules: str) -> Callable[[Record], Record]:
    """A duty of one of these rules had its last day long ago."""

    def changed(of: Record) -> Record:
        assert of.owed(*rules)
        old = tuple(replace(each, limit=LONG_AGO) if each.rule in rules else each for each in of.duties)
        return replace(of, duties=old)

    return changed


def event(action: Action, **other: Any) -> Callable[[Record], Record]:
    def changed(of: Record) -> Record:
        assert of.did(action)
        return replace(of, events=tuple(_changed(each, action, other) for each in of.events))

    return changed


def _changed(each: Happened, action: str, other: Mapping[str, Any]) -> Happened:
    return replace(each, **other) if each.action == action else each


def without(*actions: Action) -> Callable[[Record], Record]:
    return lambda of: replace(of, events=tuple(each for each in of.events if each.action not in actions))


def row(**other: Any) -> Callable[[Record], Record]:
    return lambda of: replace(of, row={**of.row, **other})


def case_after(action: Action, **other: Any) -> Callable[[Record], Record]:
    def changed(of: Record) -> Record:
        (done,) = of.did(action)
        return event(action, after=replace(done.after, **other))(of)

    return changed


def case_before(action: Action, **other: Any) -> Callable[[Record], Record]:
    def changed(of: Record) -> Record:
        (done,) = of.did(action)
        return event(action, before=replace(done.before, **other))(of)

    return changed


def ended(**other: Any) -> Callable[[Record], Record]:
    """The last event left the case otherwise."""

    def changed(of: Record) -> Record:
        last = of.events[-1]
        return replace(of, events=(*of.events[:-1], replace(last, after=replace(last.after, **other))))

    return changed


def long_handling(of: Record) -> Record:
    longer = [replace(each, target=each.started + timedelta(days=91)) for each in of.owed("handle")]
    return replace(of, duties=(*of.duties, *longer))


FAULTS: dict[str, Callable[[Record], Record]] = {
    "place-known": row(place_code=""),
    "category-known": row(category=""),
    "files-here": lambda of: replace(of, wanted=1),
    "forwarded-in-time": late("forward"),
    "told-in-time": late("told-unit"),
    "way-named": case_after(Action.NOTIFY, way=None),
    "matters-listed": case_after(Action.ACCEPT, matters=0),
    "days-right": long_handling,
    "recused-stay-out": case_before(Action.REPLY, withdrawn_officers=(HANDLER,)),
    "ended-in-time": late("handle"),
    "extended-in-time": event(Action.EXTEND, at=datetime.fromisoformat("2027-01-01T00:00+08:00")),
    "extended-once-and-shortly": event(Action.EXTEND, facts={"days": 31}),
    "extension-told": event(Action.DELIVER, facts={"how": "post", "document": "extend", "on": "2027-01-01"}),
    "each-request-answered": event(Action.REPLY, facts={"outcomes": []}),
    "delivered-in-time": late("deliver"),
    "delivery-said": event(Action.DELIVER, facts={"document": "extend", "on": "2026-03-02"}),
    "executed-in-time": late("execute"),
    "execution-known": ended(state=CaseState.CLOSED, ending="no-review", supported=True, executed=False),
    "end-has-its-acts": lambda of: without(Action.REPLY)(ended(state=CaseState.CLOSED, ending="no-review")(of)),
    "in-order": without(Action.FORWARD),
    "one-duty": lambda of: replace(of, duties=()),
    "row-agrees": row(step="replied"),
}


@either_store
def test_a_clean_case_passes_all_and_each_fault_is_found_by_its_check(
    gateway: Gateway, number: str, office: Office
) -> None:
    assert office.by
    clean = record_of(gateway, number)
    assert failed(clean) == set()
    for name, fault in FAULTS.items():
        assert name in failed(fault(clean)), name


def test_faults_of_reviews(gateway: Gateway, number: str, office: Office) -> None:
    office.act(HANDLER, number, "review-request", reasons="不服", organ="water")
    office.act(OTHER, number, "review", finding="uphold", reasons="经查属实")
    reviewed = record_of(gateway, number)
    assert failed(reviewed) == set()
    assert "reviewed-in-time" in failed(late("review")(reviewed))
    assert "finding-named" in failed(event(Action.REVIEW, facts={})(reviewed))


@either_store
def test_the_row_of_a_case_that_was_meddled_with_is_found(gateway: Gateway, number: str, office: Office) -> None:
    assert [each.check for each in verified(gateway.runtime) if not each.passed] == []
    with gateway.runtime.engine.begin() as db:
        db.execute(update(cases).where(cases.c.number == number).values(step="closed"))
    told = [each for each in verified(gateway.runtime, number) if not each.passed]
    assert told == [Verdict(number, "row-agrees", False, "")]


@either_empty_store
def test_walks_of_officers_leave_only_what_was_late_or_not_told(tmp_path: Path, stores: Stores) -> None:
    clock = HandClock()
    runtime = open_runtime(tmp_path / "walk", clock, stores)
    try:
        walk = Walk(runtime, clock, seed=7)
        walk.go(150)
        found = list(verified(runtime))
    finally:
        runtime.engine.dispose()
    assert {each.check for each in found if not each.passed} <= LATE | {"files-here"}, "nobody uploads there"
    assert len({each.check for each in found}) > 9 and len({each.case_number for each in found}) == walk.told["filed"]


def test_by_command(gateway: Gateway, number: str, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    told = [json.loads(line) for line in ask(gateway.data, "verify", number).splitlines()]
    assert {"case_number": number, "check": "each-request-answered", "passed": True, "article": "32"} in told
    assert {"case_number": number, "check": "in-order", "passed": True} in told
    assert ask(gateway.data, "verify").splitlines() == ask(gateway.data, "verify", number).splitlines()
    assert main(["verify", "XF-none", "--data", str(gateway.data)]) == 1
    assert "not-found" in capsys.readouterr().out
    with pytest.raises(Refused):
        list(verified(gateway.runtime, "XF-none"))
    assert office
