"""Of two hundred organs each sees its own cases; any other case is as if it were not there."""

import random

import pytest
from sqlalchemy import insert

from core.cases.actions import Action
from core.cases.state import CaseState
from gateway.cases import acts, case_file, drafts, inbox
from gateway.cases.acts import Act
from gateway.cases.inbox import Box, Filter
from gateway.refusals import Refused
from gateway.staff.officers import Officer, Role
from gateway.staff.tree import tree
from gateway.storage.staff_tables import organ_lists, organs
from testkit.gateway_in_process import Gateway
from testkit.officers import led
from testkit.terminal import Terminal

COUNT = 200
HANDLERS = frozenset({Role.REGISTER, Role.FORWARD, Role.HANDLE, Role.APPROVE})


def grown(gateway: Gateway) -> list[str]:
    """Adds organs until there are so many, each below one that was there before."""
    dice, db_rows = random.Random(7), []
    there = [each.id for each in tree(gateway.runtime) if each.kind == "unit"]
    for n in range(COUNT - len(list(tree(gateway.runtime)))):
        parent = dice.choice(there)
        db_rows.append({"id": f"o{n}", "name": f"单位{n}", "kind": "unit", "parent": parent})
        there.append(f"o{n}")
    with gateway.runtime.engine.begin() as db:
        for row in db_rows:
            db.execute(insert(organs).values(**row))
        db.execute(insert(organ_lists).values(at=gateway.clock(), by="test", sha256="1" * 64, organs=len(db_rows)))
    gateway.runtime.organ_cache.drop()
    return [each.id for each in tree(gateway.runtime)]


def test_others_cases_are_as_if_they_were_not_there(gateway: Gateway, terminal: Terminal) -> None:
    status = terminal.filed()[1]
    assert status.receipt
    number = status.receipt.case_number
    led(gateway.runtime, number, CaseState.ACCEPTED)
    runtime, party = gateway.runtime, {"bureau", "town"}
    assert len(grown(gateway)) == COUNT
    for organ in tree(runtime):
        officer = Officer(f"at-{organ.id}", "某人", organ.id, HANDLERS)
        asked = (
            lambda who=officer: case_file.opened(runtime, who, number),
            lambda who=officer: acts.lawful(runtime, who, number),
            lambda who=officer: acts.act(runtime, who, Act(number, Action.TAKE, {})),
            lambda who=officer: drafts.kept(runtime, who, number),
            lambda who=officer: drafts.keep(runtime, who, Act(number, Action.REPLY, {"opinion": "x"})),
        )
        if organ.id in party:
            assert acts.lawful(runtime, officer, number)[0].state is CaseState.ACCEPTED
            continue
        said = set()
        for ask in asked:
            with pytest.raises(Refused) as refused:
                ask()
            said.add((refused.value.status_code, refused.value.code, refused.value.message))
        assert said == {(404, "not-found", "nothing here by that name")}
        assert inbox.of_cases(runtime, officer, [number]) == []
        assert all(not inbox.page(runtime, officer, Filter(box)).lines for box in Box)


def test_who_supervises_sees_what_is_below(gateway: Gateway, terminal: Terminal) -> None:
    status = terminal.filed()[1]
    assert status.receipt
    led(gateway.runtime, status.receipt.case_number, CaseState.FORWARDED)
    above = Officer("at-county", "某人", "county", frozenset({Role.SUPERVISE}))
    beside = Officer("at-water", "某人", "water", frozenset({Role.SUPERVISE}))
    nobody = Officer("at-bureau", "某人", "bureau", frozenset({Role.ADMINISTER}))
    assert inbox.of_cases(gateway.runtime, above, [status.receipt.case_number])
    assert [line.organ for line in inbox.page(gateway.runtime, above, Filter(below=True)).lines] == ["town"]
    assert not inbox.of_cases(gateway.runtime, beside, [status.receipt.case_number])
    assert not inbox.of_cases(gateway.runtime, nobody, [status.receipt.case_number])
