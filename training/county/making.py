"""Makes the county: everything in the order in which it would have happened, by the ways it would have come.

Petitions come through the intake, officers act by `gateway.casework`, the platform's own clockwork runs each morning;
only the clock is turned back.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from core.case import Grade
from core.cases.actions import EVALUATE, Action
from core.cases.turn import World
from core.person import Person
from core.petition import Purpose
from core.receipt import Receipt
from gateway.cases import acts, tick
from gateway.cases.acts import Act
from gateway.casework.acts import do
from gateway.clock import Clock
from gateway.runtime import Runtime, mark_as_training, open_runtime
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from training.county import staff
from training.county.days import Ending, Plan, given, organ_of, planned
from training.county.lives import LINKED, REQUESTS, Life, Part, lives
from training.county.stories import filed, pieces, somebody, stories, told
from training.county.terminal import PracticeTerminal

SEED = 12
OPENS, SHUTS = 9, 17
MORNING = time(7, 30)
ROLES = {Part.BUREAU: Role.FORWARD, Part.SUPERVISOR: Role.SUPERVISE}
NEEDS_APPROVAL = frozenset({Action.EXTEND.value})
ENDINGS = (Ending.IN_TIME, Ending.IN_TIME, Ending.LATE, Ending.IN_TIME, Ending.TODAY, Ending.IN_TIME)


class TurnedClock:
    """A clock that stands where it is put."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dataclass
class CaseMade:
    """A case on its way. `moments`: of the registration and of each step."""

    plan: Plan
    moments: list[datetime]
    person: Person
    terminal: PracticeTerminal
    leading: "CaseMade | None" = None
    """The case that this one is linked to."""
    receipt: Receipt | None = None

    @property
    def number(self) -> str:
        return self.receipt.case_number if self.receipt else ""


def make(data: Path, cases: int, now: Clock, seed: int = SEED) -> None:
    """Makes the county in the new folder `data`, with so many cases until `now`. Raises RealHome for a folder in
    earnest."""
    mark_as_training(data)
    clock = TurnedClock(now())
    runtime = open_runtime(data, clock)
    try:
        County(runtime, clock, Random(seed)).live(data, cases)  # nosec B311 # a county that is the same each time
    finally:
        runtime.engine.dispose()


class County:
    def __init__(self, runtime: Runtime, clock: TurnedClock, dice: Random) -> None:
        self.runtime, self.clock, self.dice, self.now = runtime, clock, dice, clock.at
        self._made: list[CaseMade] = []
        self._ticked: date | None = None

    def live(self, data: Path, cases: int) -> None:
        self.clock.at = self.now - timedelta(days=200)
        accounts = staff.settle(self.runtime)
        terminals = [PracticeTerminal.enrolled(self.runtime, site) for site in pieces()["sites"]]
        self.clock.at = self.now
        around = acts.world(self.runtime)
        made = self._made
        for n, life in enumerate(lives(cases)):
            made.append(self._planned(life, n, around, terminals))
        moments = sorted((at, n, step) for n, each in enumerate(made) for step, at in enumerate(each.moments))
        for at, n, step in moments:
            self._morning_of(at)
            self.clock.at = at
            self._do(made[n], step)
        self._morning_of(self.now)
        self.clock.at = self.now
        for each in made[::3]:
            if each.plan.life.kind is not Purpose.ACCUSATION:
                self._take(each)
        staff.keep(data, accounts)

    def _planned(self, life: Life, n: int, around: World, terminals: list[PracticeTerminal]) -> CaseMade:
        dice = self.dice
        tale = told(dice.choice(stories(life.kind)), dice)
        plan = planned(life, tale, ENDINGS[n % len(ENDINGS)], around, dice)
        person, moments = somebody(dice, tale.place.name), self._moments(plan)
        leading = self._before(moments[0]) if life.name == LINKED else None
        if leading:  # the same person, the same matter
            plan, person = replace(plan, tale=leading.plan.tale), leading.person
        return CaseMade(plan, moments, person, dice.choice(terminals), leading)

    def _before(self, at: datetime) -> CaseMade | None:
        """A request that was registered before, and does not wait for another itself."""
        able = [each for each in self._made if each.moments[0] < at and each.plan.life in REQUESTS and not each.leading]
        return self.dice.choice(able) if able else None

    def _moments(self, plan: Plan) -> list[datetime]:
        """Within the hours of an office, each after the one before."""
        found: list[datetime] = []
        for day in plan.days:
            at = datetime.combine(
                day, time(self.dice.randrange(OPENS, SHUTS), self.dice.randrange(60)), self.now.tzinfo
            )
            if found and at <= found[-1]:
                at = found[-1] + timedelta(minutes=self.dice.randrange(4, 40))
            found.append(at)
        return found

    def _morning_of(self, at: datetime) -> None:
        """Each morning until then the platform does what time demands."""
        day = self._ticked or at.date()
        while day < at.date():
            day += timedelta(days=1)
            self.clock.at = min(datetime.combine(day, MORNING, at.tzinfo), at)
            tick.run(self.runtime)
        self._ticked = day

    def _do(self, case: CaseMade, number: int) -> None:
        if number == 0:
            filing = filed(case.plan.tale, case.person, self.clock.at, self.dice)
            case.receipt = case.terminal.hand_in(self.runtime, filing)
            return
        step = case.plan.life.steps[number - 1]
        assert case.receipt is not None
        if step.action == EVALUATE:
            grade = Grade(step.given["grade"])
            why = self.dice.choice(pieces()["dissatisfied"]) if grade is Grade.DISSATISFIED else ""
            case.terminal.evaluate(self.runtime, case.receipt, case.person.phone[-4:], grade, why)
            return
        unit = case.plan.tale.story.unit
        values = given(step, case.plan.tale, self.clock.at.date(), case.leading.number if case.leading else "")
        wanted = Act(case.number, Action(step.action), values)
        do(self.runtime, self._officer(organ_of(step.part, unit), step.part, step.action), wanted)

    def _take(self, case: CaseMade) -> None:
        """An officer takes it, of the organ that owes something in it."""
        clerk = self._officer("bureau", Part.BUREAU, Action.TAKE)
        duty = acts.lawful(self.runtime, clerk, case.number)[0].duty
        for officer in officers.listed(self.runtime, [duty.organ] if duty else []):
            if officer.may(Role.FORWARD, Role.HANDLE):
                do(self.runtime, officer, Act(case.number, Action.TAKE, {}))
                return

    def _officer(self, organ: str, part: Part, action: str) -> Officer:
        role = Role.APPROVE if action in NEEDS_APPROVAL else ROLES.get(part, Role.HANDLE)
        able = [each for each in officers.listed(self.runtime, [organ]) if each.may(role)]
        return self.dice.choice(able)
