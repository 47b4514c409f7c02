"""The tasks of an agent: what they owe their principals now, and what ended by itself.

A task is made of the facts of one case that are dealt with together (all the news at once), and ends with a note on
each of them, or with the facts. Tasks of a principal who died or wants it no longer end, and one is left: to stop.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from agency.filed_cases import FiledCase
from agency.filings import AgentFiling
from agency.task_facts import AT_ONCE, WEIGHTY, Ended, Ending, Fact, TaskKind, facts, stopped
from agency.task_notes import ENDING, Outcome, TaskNote, covered, of_task, standing
from core.settings import Agency

ENDS = {Outcome.DIED: Ending.DIED, Outcome.NO_MORE: Ending.NO_MORE}
HURTS = {
    TaskKind.STOP: 0,
    TaskKind.SUPPLY: 1,
    TaskKind.URGE: 3,
    TaskKind.SEND: 4,
    TaskKind.AUTHORITY: 5,
    TaskKind.TELL: 6,
    TaskKind.PAPER: 7,
    TaskKind.RETURN_VISIT: 8,
}
"""What comes first where nothing is late; news by which a right runs out comes with `_WEIGHTY_NEWS`."""
_WEIGHTY_NEWS, _NO_MESSAGES = 2, 0.5
TOGETHER = frozenset({TaskKind.TELL, TaskKind.PAPER})
"""Facts of one case that are dealt with in one go."""


@dataclass(frozen=True, repr=False)
class Task:
    """`facts`: what it is about, the oldest first. `since`, `until`: of the most pressing of them; `rule`: what sets
    the last day. `tries`: notes that somebody was not met. `ended`: why it is none any more."""

    kind: TaskKind
    filing: AgentFiling
    case_number: str
    facts: tuple[Fact, ...]
    tries: tuple[TaskNote, ...] = ()
    ended: Ended | None = None

    @property
    def id(self) -> str:
        """Returns by what it is found again as long as nothing new happens."""
        return self.facts[-1].key

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.facts)

    @property
    def about(self) -> tuple[str, ...]:
        """Returns what happened, each once, the oldest first."""
        return tuple(dict.fromkeys(each.about for each in self.facts))

    @property
    def since(self) -> date:
        return min(each.since for each in self.facts)

    @property
    def pressing(self) -> Fact:
        """Returns the fact whose last day comes first."""
        return min(self.facts, key=lambda each: each.until or date.max)

    @property
    def until(self) -> date | None:
        return self.pressing.until

    @property
    def rule(self) -> str:
        return self.pressing.rule

    @property
    def agent_alone_tells(self) -> bool:
        """Whether nobody else tells the principal: the platform sends them no messages."""
        return self.kind is TaskKind.TELL and not self.filing.messages

    def overdue(self, today: date) -> bool:
        return self.until is not None and today > self.until


@dataclass(frozen=True, repr=False)
class TaskList:
    """`open`: what hurts most first. `ended`: what ended by itself; `done`: standing notes; both the newest first."""

    open: tuple[Task, ...]
    ended: tuple[Task, ...]
    done: tuple[TaskNote, ...]

    def find(self, id_: str) -> Task | None:
        """Returns an open task; None where it is none any more."""
        return next((each for each in self.open if each.id == id_), None)


def tasks(cases: Sequence[FiledCase], notes: Sequence[TaskNote], today: date, promised: Agency) -> TaskList:
    """Returns the tasks that follow from the cases, without those that notes have dealt with."""
    over, dealt_with = _endings(cases, notes), covered(notes)
    found = list[Task]()
    for case in cases:
        known = _known(case, today, promised, over.get(case.filing.principal))
        found += _made([each for each in known if each.key not in dealt_with], case, notes)
    done = tuple(each for each in reversed(standing(notes)) if each.outcome is not Outcome.NOT_MET)
    open_ = sorted((each for each in found if not each.ended), key=lambda task: hurts(task, today))
    ended = sorted((each for each in found if each.ended), key=_when_ended, reverse=True)
    return TaskList(tuple(open_), tuple(ended), done)


def hurts(task: Task, today: date) -> tuple[bool, bool, float, date, date, str]:
    """Returns by what tasks are ordered: to stop before all, then what is late, then what hurts more, then what is due
    first. Nobody is weighed against anybody else: it is the matter that counts."""
    grade = float(HURTS[task.kind])
    if task.kind is TaskKind.TELL and WEIGHTY.intersection(task.about):
        grade = _WEIGHTY_NEWS
    grade -= _NO_MESSAGES * task.agent_alone_tells
    until = task.until or date.max
    return task.kind is not TaskKind.STOP, not task.overdue(today), grade, until, task.since, task.id


def _endings(cases: Iterable[FiledCase], notes: Sequence[TaskNote]) -> dict[str, TaskNote]:
    """Returns the notes by which a principal died or wants it no longer, by principal."""
    of = {each.item.item: each.filing.principal for each in cases}
    return {of[each.item]: each for each in standing(notes) if each.outcome in ENDING and each.item in of}


def _known(case: FiledCase, today: date, promised: Agency, over: TaskNote | None) -> list[Fact]:
    known = facts(case, today, promised)
    if over is None:
        return known
    known = stopped(known, ENDS[over.outcome], over.on)
    if over.item == case.item.item:
        known.append(Fact(f"stop:{over.id}", TaskKind.STOP, over.outcome, over.on, over.on, AT_ONCE))
    return known


def _made(known: Iterable[Fact], case: FiledCase, notes: Sequence[TaskNote]) -> list[Task]:
    groups = defaultdict[tuple[object, ...], list[Fact]](list)
    for fact in known:
        together = fact.kind in TOGETHER
        groups[(fact.kind, fact.ended and fact.ended.ending) if together else (fact.kind, fact.key)].append(fact)
    return [_task(group, case, notes) for group in groups.values()]


def _task(group: list[Fact], case: FiledCase, notes: Sequence[TaskNote]) -> Task:
    ordered = tuple(sorted(group, key=lambda each: (each.since, each.key)))
    tried = of_task(notes, (each.key for each in ordered))
    tries = tuple(each for each in tried if each.outcome is Outcome.NOT_MET)
    last = max((each.ended for each in ordered if each.ended), key=lambda each: each.on, default=None)
    return Task(ordered[0].kind, case.filing, case.case_number, ordered, tries, last)


def _when_ended(task: Task) -> tuple[date, str]:
    assert task.ended
    return task.ended.on, task.id
