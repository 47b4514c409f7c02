"""Duties beside the main one: what an organ arranged with a petitioner or promised them, owed by a clock of its own
while the case goes its way.

Of each rule one is open in a case at most. The organ that owes it is a party to the case; where another takes the case
over, or the case ends, the duty ends with that (`core.cases.state.after`), save what a unit promised (`OUTLASTING`).
"""

from collections.abc import Mapping
from typing import Any

from core.cases.actions import Action
from core.cases.state import Case, Duty
from core.cases.turn import Turn, World, reckoned

MEETING, PROPOSAL, PLEDGE = "meeting", "meeting-proposal", "pledge"
"""Rules of resources/clocks: the meeting on its day; another day to be proposed; what was promised."""
Duties = tuple[Duty, ...]


def owed(case: Case, rule: str) -> Duty | None:
    return next((each for each in case.beside if each.rule == rule), None)


def without(standing: Duties, *rules: str) -> Duties:
    return tuple(each for each in standing if each.rule not in rules)


def proposal(case: Case, organ: str, world: World) -> Duty:
    """Returns the duty to propose another day. Who names another one again wins and loses no time for the organ."""
    return owed(case, PROPOSAL) or reckoned(PROPOSAL, case, organ, world.today, world)


def party(turn: Turn) -> str:
    """Returns the organ of the officer by the id that the case has for it."""
    case, current = turn.case, turn.world.organs.current
    ours = current(turn.actor.organ)
    return next((each for each in (case.unit, case.reviewer, case.bureau) if each and current(each) == ours), ours)


_ENDINGS: Mapping[tuple[str, str], str] = {
    (MEETING, Action.HEAR): "met",
    (MEETING, Action.INVITE): "replaced",
    (PROPOSAL, Action.INVITE): "met",
    (PLEDGE, Action.KEEP_PLEDGE): "met",
}
_ANSWERED = {"comes": "not-needed", "absent": "declined", "other-day": "other-day"}


def ending(rule: str, action: str, facts: Mapping[str, Any], later: Case) -> str:
    """Returns how a duty ended that an event took away. `later`: the case after it."""
    if found := _ENDINGS.get((rule, action)):
        return found
    if action == Action.MEET:
        return "met" if facts.get("came") == "yes" else "not-come"
    if action == Action.ANSWER:
        return _ANSWERED.get(str(facts.get("attends", "")), "declined")
    if action == Action.WITHDRAW:
        return "withdrawn"
    return "forwarded-on" if later.open else "case-ended"
