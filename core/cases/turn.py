"""What an act is judged by: the case, who acts, what they give, and the world around."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from core.cases.clocks import Term, term
from core.cases.state import Case, Duty
from core.working_days import Calendar


class Organs(Protocol):
    """The tree of organs, as far as cases need it. Every id that is asked about exists, but for `known`."""

    def known(self, organ: str) -> bool:
        """Whether there is an organ of this id that still works."""

    def kind(self, organ: str) -> str:
        """`bureau`, `unit` or `discipline`."""

    def above(self, organ: str) -> Sequence[str]:
        """The organs above it, the nearest first."""

    def current(self, organ: str) -> str:
        """The organ that has its work now: itself, or the one it was merged into."""

    def superior(self, organ: str) -> str | None:
        """The next higher organ, which reviews what it decided (art. 35)."""

    def common_superior(self, organs: Sequence[str]) -> str | None:
        """The lowest organ above all of them (art. 24); None where there is none."""


@dataclass(frozen=True)
class Actor:
    """An officer who acts; empty `login` for the platform itself."""

    login: str
    organ: str
    roles: frozenset[str]


@dataclass(frozen=True)
class World:
    """`emergency`: the province has ordered that steps may be left out and cases answered directly. `roll_over`:
    whether an office's last day on a day off moves to the next working day."""

    organs: Organs
    calendar: Calendar
    today: date
    emergency: bool = False
    roll_over: bool = True

    def term(self, rule: str, profile: str, since: date, hearing_days: int = 0) -> Term:
        return term(rule, profile, since, self.calendar, hearing_days, roll_over=self.roll_over)


@dataclass(frozen=True)
class Turn:
    """One act on one case. `values`: what was given, read by `core.cases.fields`."""

    case: Case
    actor: Actor
    world: World
    values: Mapping[str, Any] = field(default_factory=dict)

    def day(self, name: str) -> date:
        """Returns the day given under this name, or today."""
        given = self.values.get(name)
        return date.fromisoformat(given) if given else self.world.today


def reckoned(rule: str, case: Case, organ: str, since: date, world: World) -> Duty:
    """Returns the duty that `rule` sets in this case's profile from that day on."""
    found = world.term(rule, case.profile, since)
    return Duty(rule, organ, since, found.target, found.limit, found.article, found.profile)


def until(rule: str, case: Case, organ: str, last: date | None, world: World) -> Duty:
    """Returns a duty whose last day somebody set; None: without a number of days."""
    found = world.term(rule, case.profile, world.today)
    return Duty(rule, organ, world.today, last, last, found.article, found.profile)
