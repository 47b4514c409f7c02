"""On which days a life takes place, so that it ends as wanted: with something late, due today, or in good time.

The rules themselves are asked, without a database: a life is rehearsed from each day on that it might have begun.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from core.cases import machine
from core.cases.actions import EVALUATE, Action
from core.cases.effects import dissatisfied
from core.cases.state import Case, CaseChange, after, as_json
from core.cases.turn import Actor, World, reckoned
from core.petition import Purpose
from training.county.lives import Life, Part, Step
from training.county.stories import Told

PAST_DAYS, LONG_PAST_DAYS = 90, 170
"""How far back a case begins; lives that go through reviews take longer."""
MOST_LATE_DAYS = 12


class Ending(StrEnum):
    IN_TIME = "in-time"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True)
class Plan:
    """`days`: of the registration, then of each step."""

    life: Life
    tale: Told
    days: tuple[date, ...]


def organ_of(part: Part, unit: str) -> str:
    above = {Part.REVIEWER: "gov-county", Part.RECHECKER: "gov-city", Part.DISCIPLINE: "discipline"}
    return unit if part is Part.UNIT else above.get(part, "bureau")


def given(step: Step, tale: Told, today: date, earlier: str = "") -> dict[str, str]:
    """Returns the values of the act's fields, filled in."""
    count = len(tale.words.get("matters", "一").split("；"))
    known = {
        **tale.words,
        "unit": tale.story.unit,
        "today": today.isoformat(),
        "earlier": earlier or "XF0000-00000000",
        "first": tale.words.get("outcomes", "").partition("；")[0],
        "denied": "；".join(["denied"] * count),
        **{f"in_{days}": (today + timedelta(days=days)).isoformat() for days in (7, 20, 30, 40)},
    }
    return {name: text.format(**known) for name, text in step.given.items()}


def planned(life: Life, tale: Told, ending: Ending, around: World, dice: Random) -> Plan:
    """Returns a plan with this ending; where the life has none such, one that ends in time, else any."""
    today = around.today
    fitting: dict[Ending, list[Plan]] = {each: [] for each in Ending}
    anyhow: list[Plan] = []
    most = PAST_DAYS if sum(step.days for step in life.steps) < PAST_DAYS // 2 else LONG_PAST_DAYS
    for back in range(1, most):
        days = tuple(_days(life, today - timedelta(days=back), around))
        if days[-1] >= today:
            continue
        plan = Plan(life, tale, days)
        anyhow.append(plan)
        if reached := _ending(_rehearsed(plan, around), today):
            fitting[reached].append(plan)
    for wanted in (ending, Ending.IN_TIME, Ending.LATE):
        if fitting[wanted]:
            return dice.choice(fitting[wanted])
    return dice.choice(anyhow[:30])


def _days(life: Life, first: date, around: World) -> Iterator[date]:
    yield first
    day = first
    for step in life.steps:
        day = around.calendar.first_working_day(day + timedelta(days=step.days))
        yield day


def _ending(case: Case, today: date) -> Ending | None:
    """None: late for longer than anybody would believe."""
    limit = case.duty.limit if case.duty else None
    if limit is None or limit > today:
        return Ending.IN_TIME
    if limit == today:
        return Ending.TODAY
    return Ending.LATE if (today - limit).days <= MOST_LATE_DAYS and case.duty and case.duty.rule != "close" else None


def _rehearsed(plan: Plan, around: World) -> Case:
    """Returns the case as the steps leave it. What is not in the rules (a link's other case) is taken as there."""
    kind = plan.tale.story.kind
    case = Case(kind=kind, bureau="bureau", sealed_elsewhere=kind is Purpose.ACCUSATION)
    first = replace(around, today=plan.days[0])
    case = replace(case, version=1, duty=reckoned("forward", case, "bureau", first.today, first))
    for step, day in zip(plan.life.steps, plan.days[1:], strict=True):
        case = _after(case, step, plan.tale, replace(around, today=day))
    return case


def _after(case: Case, step: Step, tale: Told, around: World) -> Case:
    changes: Mapping[str, object]
    if step.action == EVALUATE:
        changes = dissatisfied(case, around) if step.given["grade"] == "dissatisfied" else {}
    else:
        everything = frozenset({"register", "forward", "handle", "approve", "supervise"})
        actor = Actor("rehearsal", organ_of(step.part, tale.story.unit), everything)
        values = given(step, tale, around.today)
        changes = machine.decide(case, Action(step.action), values, actor, around).changes
    return after(case, CaseChange(case.version + 1, as_json(changes)))
