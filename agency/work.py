"""The work of an agent who is signed in: their cases, what they owe, what they noted, their rounds and reports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from agency.agent_key import AgentKey
from agency.filed_cases import FiledCase, filed_cases, periods_of_all
from agency.filings import AgentFiling, Filings
from agency.people import People
from agency.reports import Report, Span, report
from agency.task_notes import TaskNote, TaskNotes, covered
from agency.tasks import TaskList, tasks
from agency.visits import Round, Rounds, plan, without
from core.settings import Settings
from sync.terminal import Terminal


@dataclass(frozen=True)
class Work:
    """`agent`: the work number. Every call may raise StoreProblem, SealBroken."""

    here: Terminal
    agent: str
    key: AgentKey
    settings: Settings

    @property
    def filings(self) -> Filings:
        return Filings(self.here.store, self.agent, self.key)

    @property
    def notes(self) -> TaskNotes:
        return TaskNotes(self.here.store, self.agent, self.key)

    @property
    def rounds(self) -> Rounds:
        return Rounds(self.here.store, self.agent, self.key)

    def cases(self, now: datetime) -> list[FiledCase]:
        """Returns the agent's cases in the order in which they were filed."""
        return filed_cases(self.here, self.agent, self.key, now, self.settings)

    def tasks(self, now: datetime) -> TaskList:
        return tasks(self.cases(now), self.notes.listed(), now.date(), self.settings.agency)

    def report(self, span: Span, on: date, now: datetime) -> Report:
        return report(
            span,
            on,
            self.cases(now),
            self.notes.listed(),
            everything=periods_of_all(self.here, self.settings),
            today=now.date(),
            promised=self.settings.agency,
        )

    def round(self, chosen: frozenset[str], now: datetime) -> Round | None:
        """Returns the round that is planned: a new one of the chosen tasks, by their ids, in place of any before; with
        none chosen the one that is kept, without what was noted meanwhile; None where there is none."""
        if chosen:
            people = People(self.here.store, self.agent, self.key).listed()
            planned = plan([each for each in self.tasks(now).open if each.id in chosen], people, now.date())
            former = self.rounds.listed()
            self.rounds.keep(planned)
            for each in former:
                self.rounds.end(each)
            return planned
        kept = self.rounds.listed()
        return without(kept[0], covered(self.notes.listed())) if kept else None

    def write_down(self, planned: Round, notes: Sequence[TaskNote], today: date) -> None:
        """Keeps the notes of a round, and ends it. What was noted by other ways meanwhile is left out. Raises
        NoteIncomplete, NoteDayWrong."""
        told = covered(self.notes.listed())
        left = [replace(each, facts=tuple(fact for fact in each.facts if fact not in told)) for each in notes]
        self.notes.keep([each for each in left if each.facts], today)
        self.rounds.end(planned)

    def note_receipt_given(self, item: UUID) -> None:
        """Notes that the principal was there when the platform's receipt came out."""
        kept: AgentFiling | None = self.filings.find(item)
        if kept and not kept.receipt_given:
            self.filings.keep(replace(kept, receipt_given=True))
