"""A day's round through the villages (下乡): the chosen tasks by village and household. It is kept, sealed to the
agent, until what came of it was written down."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import Field, TypeAdapter

from agency.agent_key import AgentKey
from agency.filings import AgentFiling
from agency.person_served import PersonServed
from agency.records import Kind, Records
from agency.task_facts import TaskKind
from agency.tasks import Task
from core.bounded_types import LINE_CHARS
from core.problems import RoundEmpty
from storage.store import Store

MOST_STOPS, MOST_TASKS = 500, 200
FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": LINE_CHARS}


@dataclass(frozen=True, kw_only=True, repr=False)
class Errand:
    """One task as it was planned. `facts`, `about`: of the task."""

    __pydantic_config__ = FORBID

    item: UUID
    kind: TaskKind
    facts: Annotated[tuple[str, ...], Field(max_length=1000)]
    about: Annotated[tuple[str, ...], Field(max_length=1000)]


@dataclass(frozen=True, kw_only=True, repr=False)
class Stop:
    """A person to be visited. `village`, `household`: as the list of people has them; where they are not on it, the
    address of the filing stands for the household."""

    __pydantic_config__ = FORBID

    name: str
    village: str = ""
    household: str = ""
    errands: Annotated[tuple[Errand, ...], Field(max_length=MOST_TASKS)] = ()


@dataclass(frozen=True, kw_only=True, repr=False)
class Round:
    """`stops`: by village and household, those of one household one after another."""

    __pydantic_config__ = FORBID

    id: Annotated[str, Field(pattern="[0-9a-f]{32}")]
    day: date
    stops: Annotated[tuple[Stop, ...], Field(max_length=MOST_STOPS)] = ()

    @property
    def errands(self) -> tuple[tuple[Stop, Errand], ...]:
        """Returns all errands in the order of the round, as they are numbered on its list."""
        return tuple((stop, errand) for stop in self.stops for errand in stop.errands)

    @property
    def villages(self) -> Mapping[str, tuple[Stop, ...]]:
        """Returns the stops by village, in their order."""
        found = defaultdict[str, list[Stop]](list)
        for stop in self.stops:
            found[stop.village].append(stop)
        return {village: tuple(stops) for village, stops in found.items()}


_JSON: TypeAdapter[Round] = TypeAdapter(Round)


@dataclass(frozen=True)
class Rounds:
    """The rounds of one agent, who is signed in. Every call may raise DiskFull, StoreDamaged."""

    store: Store
    agent: str
    key: AgentKey

    @property
    def _records(self) -> Records[Round]:
        return Records(self.store, self.agent, self.key, Kind.ROUND, _JSON)

    def listed(self) -> list[Round]:
        """Returns the rounds of which nothing was written down yet, the next first. Raises SealBroken."""
        return sorted(self._records.listed(), key=lambda each: each.day)

    def keep(self, planned: Round) -> None:
        self._records.keep(**{planned.id: planned})

    def end(self, planned: Round) -> None:
        """Removes a round: its notes are written, or it was called off."""
        self._records.remove(planned.id)


def plan(chosen: Iterable[Task], people: Iterable[PersonServed], day: date) -> Round:
    """Returns the round of the chosen tasks. Raises RoundEmpty."""
    known = {each.id: each for each in people}
    of = defaultdict[str, list[Task]](list)
    for task in chosen:
        if not task.ended:
            of[task.filing.principal].append(task)
    if not of:
        raise RoundEmpty
    stops = [_stop(each, known.get(each[0].filing.served)) for each in of.values()]
    ordered = sorted(stops, key=lambda stop: (not stop.village, stop.village, stop.household, stop.name))
    return Round(id=uuid4().hex, day=day, stops=tuple(ordered[:MOST_STOPS]))


def without(planned: Round, told: Collection[str]) -> Round | None:
    """Returns the round without the errands of which nothing is left; None where nothing of it is."""
    stops = [
        replace(stop, errands=tuple(each for each in stop.errands if not set(each.facts) <= set(told)))
        for stop in planned.stops
    ]
    left = tuple(each for each in stops if each.errands)
    return replace(planned, stops=left) if left else None


def _stop(tasks: list[Task], served: PersonServed | None) -> Stop:
    filing: AgentFiling = tasks[0].filing
    errands = [
        Errand(item=each.filing.item, kind=each.kind, facts=each.keys, about=each.about) for each in tasks[:MOST_TASKS]
    ]
    return Stop(
        name=filing.name,
        village=served.village if served else "",
        household=(served.household if served else "") or filing.address,
        errands=tuple(errands),
    )
