"""Reports of an agent's work and of the terminal's: day, week, month, quarter (日清理、周小结、月汇总、季通报).

Each figure is the length of a list, which stands beside it; nothing is counted twice over, and nobody is ranked. Of
the agent's own cases the lists name the slip numbers; of those of others on this terminal there are counts only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agency.filed_cases import FiledCase, Period
from agency.task_facts import TaskKind, facts
from agency.task_notes import Outcome, TaskNote, standing
from core.case import Grade
from core.message import Message
from core.outbox_state import OutboxState
from core.settings import Agency
from sync.closing import closing
from sync.item import Item

ONE_DAY = timedelta(days=1)
NEWS = frozenset({TaskKind.TELL, TaskKind.PAPER})


class Span(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Figure(StrEnum):
    """`told`: news and papers brought home in the span; `news_due`: those to be brought by a day in it; `news_late`:
    not brought by that day. `due`, `late`: what offices owed by a day in the span, and did not do by then. `visited`:
    return visits; the three grades: what people said then by themselves."""

    FILED = "filed"
    REGISTERED = "registered"
    TOLD = "told"
    NEWS_DUE = "news_due"
    NEWS_LATE = "news_late"
    DUE = "due"
    LATE = "late"
    VISITED = "visited"
    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    DISSATISFIED = "dissatisfied"


@dataclass(frozen=True)
class Part:
    """The figures of a part of the span: a day of a week, a week of a month, a month of a quarter."""

    first: date
    last: date
    filed: int
    registered: int
    told: int


@dataclass(frozen=True)
class Unregistered:
    """An item that is not registered. `why`: as far as it is known here; None where nothing explains it."""

    local_number: str
    state: OutboxState
    why: Message | None


@dataclass(frozen=True)
class Here:
    """What the terminal knows of all that was filed at it, by whomever."""

    filed: int
    registered: int
    waiting: int
    due: int
    late: int


@dataclass(frozen=True)
class Report:
    """`lists`: slip numbers by figure, one for each thing counted. `parts`: the span in parts, as far as it has gone.
    `unregistered`: of all that was filed here up to the last day."""

    span: Span
    first: date
    last: date
    as_of: date
    lists: dict[Figure, tuple[str, ...]]
    parts: tuple[Part, ...]
    unregistered: tuple[Unregistered, ...]
    here: Here

    def count(self, figure: Figure) -> int:
        return len(self.lists[figure])


def days_of(span: Span, on: date) -> tuple[date, date]:
    """Returns the first and the last day of the day, week (from Monday), month or quarter in which a day lies."""
    if span is Span.DAY:
        return on, on
    if span is Span.WEEK:
        monday = on - ONE_DAY * on.weekday()
        return monday, monday + 6 * ONE_DAY
    months = 1 if span is Span.MONTH else 3
    first = on.replace(month=(on.month - 1) // months * months + 1, day=1)
    year, month = divmod(first.month - 1 + months, 12)
    return first, date(first.year + year, month + 1, 1) - ONE_DAY


def report(
    span: Span,
    on: date,
    cases: Sequence[FiledCase],
    notes: Sequence[TaskNote],
    *,
    everything: Sequence[tuple[Item, tuple[Period, ...]]],
    today: date,
    promised: Agency,
) -> Report:
    """Returns the report as far as it is known today. `everything`: all items of the terminal with what was owed."""
    first, last = days_of(span, on)
    lists = counted(cases, notes, first, last, today=today, promised=promised)
    items = [item for item, _ in everything]
    end = min(last, today)
    # what is open on a day gone by is not kept: what is told is what is open now of what was filed until then
    waiting = closing(items, end, today).open
    return Report(
        span=span,
        first=first,
        last=last,
        as_of=today,
        lists=lists,
        parts=tuple(_part(each, cases, notes) for each in _parts(span, first, last) if each[0] <= today),
        unregistered=tuple(Unregistered(each.local_number, each.state, each.why) for each in waiting),
        here=_here(everything, first, last, today),
    )


def counted(
    cases: Sequence[FiledCase],
    notes: Sequence[TaskNote],
    first: date,
    last: date,
    *,
    today: date,
    promised: Agency,
) -> dict[Figure, tuple[str, ...]]:
    """Returns the lists of a stretch of days."""
    numbers = {each.item.item: each.item.local_number for each in cases}
    kept = [each for each in standing(notes) if each.item in numbers]
    found: dict[Figure, list[str]] = {figure: [] for figure in Figure}
    for case in cases:
        number = case.item.local_number
        if first <= case.item.created.date() <= last:
            found[Figure.FILED].append(number)
        if case.item.receipt and first <= case.item.receipt.registered_at.astimezone().date() <= last:
            found[Figure.REGISTERED].append(number)
        for period in case.periods:
            if _falls(period, first, last, today):
                found[Figure.DUE].append(number)
                found[Figure.LATE] += [number] * _missed(period)
        _count_news(case, kept, found, (first, last, today), promised)
    for note in kept:
        if first <= note.on <= last and note.kind == TaskKind.RETURN_VISIT and note.outcome is Outcome.DONE:
            found[Figure.VISITED].append(numbers[note.item])
            if note.satisfied:
                found[_OF_GRADE[note.satisfied]].append(numbers[note.item])
    return {figure: tuple(each) for figure, each in found.items()}


_OF_GRADE = {
    Grade.SATISFIED: Figure.SATISFIED,
    Grade.MOSTLY: Figure.MOSTLY,
    Grade.DISSATISFIED: Figure.DISSATISFIED,
}


def _count_news(
    case: FiledCase,
    notes: Iterable[TaskNote],
    found: dict[Figure, list[str]],
    days: tuple[date, date, date],
    promised: Agency,
) -> None:
    """News is told with the first note on it that says so. What ended by itself was due only if that came later."""
    first, last, today = days
    number = case.item.local_number
    told = {key: each.on for each in reversed(list(notes)) if each.outcome is Outcome.DONE for key in each.facts}
    for fact in facts(case, today, promised):
        if fact.kind not in NEWS:
            continue
        on = told.get(fact.key)
        if on and first <= on <= last:
            found[Figure.TOLD].append(number)
        over = fact.ended is not None and fact.until is not None and fact.ended.on <= fact.until
        if fact.until and first <= fact.until <= last and fact.until < today and not (over and on is None):
            found[Figure.NEWS_DUE].append(number)
            found[Figure.NEWS_LATE] += [number] * (on is None or on > fact.until)


def _falls(period: Period, first: date, last: date, today: date) -> bool:
    """Whether the last day of what was owed lies in the stretch and is over, or it was done before: chosen by the last
    day, so that what lies open and late counts too. What the petitioner may do is owed by nobody."""
    if period.limit is None or period.petitioners or not first <= period.limit <= last:
        return False
    return period.ended is not None or period.limit < today


def _missed(period: Period) -> bool:
    assert period.limit
    return period.ended is None or period.ended.at.astimezone().date() > period.limit


def _part(days: tuple[date, date], cases: Sequence[FiledCase], notes: Sequence[TaskNote]) -> Part:
    """The three figures that a chart shows; they do not depend on the day on which they are counted."""
    lists = counted(cases, notes, *days, today=date.max, promised=Agency())
    return Part(*days, *(len(lists[each]) for each in (Figure.FILED, Figure.REGISTERED, Figure.TOLD)))


def _parts(span: Span, first: date, last: date) -> list[tuple[date, date]]:
    within = {Span.DAY: Span.DAY, Span.WEEK: Span.DAY, Span.MONTH: Span.WEEK, Span.QUARTER: Span.MONTH}[span]
    found, day = list[tuple[date, date]](), first
    while day <= last:
        end = min(days_of(within, day)[1], last)
        found.append((day, end))
        day = end + ONE_DAY
    return found


def _here(everything: Iterable[tuple[Item, tuple[Period, ...]]], first: date, last: date, today: date) -> Here:
    known = list(everything)
    items = [item for item, _ in known]
    owed = [period for _, each in known for period in each if _falls(period, first, last, today)]
    registered = [each.receipt.registered_at.astimezone().date() for each in items if each.receipt]
    return Here(
        filed=sum(first <= item.created.date() <= last for item in items),
        registered=sum(first <= day <= last for day in registered),
        waiting=len(closing(items, min(last, today), today).open),
        due=len(owed),
        late=sum(_missed(each) for each in owed),
    )
