"""Notes on tasks: how, when and by whom the principal was told or helped, and what they said. Nothing counts as done
without one. A note is never changed or removed; a further one takes it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import Field, TypeAdapter

from agency.agent_key import AgentKey
from agency.records import Kind, Records
from core.bounded_types import LINE_CHARS, NOTE_CHARS, LocalMoment, NoteText
from core.case import Grade
from core.problems import NoteDayWrong, NoteIncomplete, TaskGone
from storage.store import Store


class How(StrEnum):
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    PAPER = "paper"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of it. `not_met`: the task stays. `died`, `no_more`: the principal died, or wants it no longer; the
    agent's part ends with that (Civil Code 173)."""

    DONE = "done"
    NOT_MET = "not_met"
    DIED = "died"
    NO_MORE = "no_more"


ENDING = frozenset({Outcome.DIED, Outcome.NO_MORE})


@dataclass(frozen=True, kw_only=True, repr=False)
class TaskNote:
    """`facts`: what it is about, by the keys of `agency.task_facts`. `on`: the day it was done, `at`: when it was
    written down. `said`: what the principal said, or what was done. `satisfied`: what they said of the handling, where
    they said something by themselves. `undoes`: the note that this one takes back."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": NOTE_CHARS}

    id: Annotated[str, Field(pattern="[0-9a-f]{32}")]
    item: UUID
    kind: str = ""
    facts: Annotated[tuple[str, ...], Field(max_length=1000)] = ()
    outcome: Outcome = Outcome.DONE
    how: How = How.IN_PERSON
    on: date
    by: str = ""
    said: NoteText = ""
    satisfied: Grade | None = None
    at: LocalMoment
    undoes: str = ""

    @classmethod
    def new(cls, item: UUID, facts: Iterable[str], on: date, at: datetime) -> "TaskNote":
        return cls(id=uuid4().hex, item=item, facts=tuple(facts), on=on, at=at)


_JSON: TypeAdapter[TaskNote] = TypeAdapter(TaskNote)


@dataclass(frozen=True)
class TaskNotes:
    """The notes of one agent, who is signed in. Every call may raise DiskFull, StoreDamaged."""

    store: Store
    agent: str
    key: AgentKey

    @property
    def _records(self) -> Records[TaskNote]:
        return Records(self.store, self.agent, self.key, Kind.NOTE, _JSON)

    def listed(self) -> list[TaskNote]:
        """Returns all, those taken back too, in the order in which they were written. Raises SealBroken."""
        return self._records.listed()

    def keep(self, notes: Sequence[TaskNote], today: date) -> None:
        """Keeps notes, all or none. A second touch writes nothing twice: what a standing note is about already is
        TaskGone. Raises NoteIncomplete, NoteDayWrong, TaskGone."""
        told = covered(self.listed())
        for note in notes:
            check(note, today)
            if told.intersection(note.facts):
                raise TaskGone
            told |= covered([note])
        self._records.keep(**{each.id: each for each in notes})

    def undo(self, note: TaskNote, by: str, at: datetime) -> None:
        """Takes a note back by a further one; what it was about is open again. Raises TaskGone where it was taken back
        already."""
        if note.id not in {each.id for each in standing(self.listed())}:
            raise TaskGone
        back = TaskNote(id=uuid4().hex, item=note.item, kind=note.kind, on=at.date(), by=by, at=at, undoes=note.id)
        self._records.keep(**{back.id: back})


def check(note: TaskNote, today: date) -> None:
    """Raises NoteIncomplete without by whom and what was said, NoteDayWrong for a day to come."""
    if not note.by.strip():
        raise NoteIncomplete("by")
    if not note.said.strip():
        raise NoteIncomplete("said")
    if len(note.by) > LINE_CHARS or len(note.said) > NOTE_CHARS:
        raise NoteIncomplete("long")
    if note.on > today:
        raise NoteDayWrong


def standing(notes: Sequence[TaskNote]) -> list[TaskNote]:
    """Returns the notes that were not taken back, without those that take others back."""
    back: set[str] = set()
    for note in reversed(notes):
        if note.undoes and note.id not in back:
            back.add(note.undoes)
    return [each for each in notes if each.id not in back and not each.undoes]


def covered(notes: Sequence[TaskNote]) -> set[str]:
    """Returns the facts that need nothing more."""
    return {fact for each in standing(notes) if each.outcome is not Outcome.NOT_MET for fact in each.facts}


def of_task(notes: Sequence[TaskNote], facts: Iterable[str]) -> list[TaskNote]:
    """Returns the standing notes about one of the facts, the newest first."""
    wanted = set(facts)
    return [each for each in reversed(standing(notes)) if wanted.intersection(each.facts)]
