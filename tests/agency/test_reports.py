"""Every figure is the length of its list, and the parts of a span are the whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.filed_cases import FiledCase
from agency.reports import Figure, Report, Span, days_of, report
from agency.task_facts import TaskKind, facts
from agency.task_notes import Outcome, TaskNote, standing
from core.settings import Agency
from testkit.filed_cases import FILED, Happened, a_case, a_note, cases, day, notes_on

PROMISED = Agency()
FLOWS = (Figure.FILED, Figure.REGISTERED, Figure.TOLD)


def told(span: Span, on: int, today: int, known: list[FiledCase], notes: list[TaskNote] | None = None) -> Report:
    everything = [(each.item, each.periods) for each in known]
    return report(span, day(on), known, notes or [], everything=everything, today=day(today), promised=PROMISED)


@pytest.mark.parametrize(
    ("span", "on", "first", "last"),
    [
        (Span.DAY, date(2026, 2, 28), date(2026, 2, 28), date(2026, 2, 28)),
        (Span.WEEK, date(2026, 12, 6), date(2026, 11, 30), date(2026, 12, 6)),
        (Span.MONTH, date(2024, 2, 10), date(2024, 2, 1), date(2024, 2, 29)),
        (Span.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Span.QUARTER, date(2026, 12, 1), date(2026, 10, 1), date(2026, 12, 31)),
        (Span.QUARTER, date(2026, 5, 31), date(2026, 4, 1), date(2026, 6, 30)),
    ],
)
def test_the_days_of_a_span(span: Span, on: date, first: date, last: date) -> None:
    assert days_of(span, on) == (first, last)


@given(st.sampled_from(Span), st.dates(date(1999, 1, 1), date(2100, 1, 1)))
def test_spans_lie_side_by_side(span: Span, on: date) -> None:
    first, last = days_of(span, on)
    assert first <= on <= last
    assert days_of(span, first) == days_of(span, last) == (first, last)
    assert days_of(span, last + timedelta(days=1))[0] == last + timedelta(days=1)


def test_a_day_names_what_is_not_registered() -> None:
    known = [a_case(number=1), a_case(number=2, registered=None)]
    found = told(Span.DAY, 0, 0, known)
    assert [each.local_number for each in found.unregistered] == ["0901-000002"]
    assert (found.count(Figure.FILED), found.count(Figure.REGISTERED)) == (2, 1)
    assert found.here.filed == 2 and found.here.waiting == 1


def test_late_is_chosen_by_the_last_day() -> None:
    """What lies open and late counts; what was done in time does not; what is not due yet is not due."""
    late = a_case(Happened("register", 0, 15), number=1)
    met = a_case(Happened("register", 0, 15), Happened("forward", 3, 18), number=2)
    slow = a_case(Happened("register", 0, 15), Happened("forward", 16, 31), number=3)
    found = told(Span.QUARTER, 0, 17, [late, met, slow])
    assert found.lists[Figure.DUE] == ("0901-000001", "0901-000002", "0901-000003")
    assert found.lists[Figure.LATE] == ("0901-000001", "0901-000003")
    assert told(Span.QUARTER, 0, 10, [late]).lists[Figure.DUE] == ()


def test_told_and_told_too_late() -> None:
    case = a_case(Happened("register", 0, 15), Happened("accept", 5, 65))
    (news,) = [each.key for each in facts(case, day(20), PROMISED) if each.kind is TaskKind.TELL]
    for on, late in ((8, 0), (9, 1)):
        found = told(Span.MONTH, 5, 20, [case], [a_note(case, news, on=on)])
        assert (found.count(Figure.TOLD), found.count(Figure.NEWS_DUE), found.count(Figure.NEWS_LATE)) == (1, 1, late)
    missed = [a_note(case, news, on=6, outcome=Outcome.NOT_MET)]
    assert told(Span.MONTH, 5, 20, [case], missed).count(Figure.TOLD) == 0


@given(st.data(), cases(), st.sampled_from(Span), st.integers(0, 120), st.integers(0, 150))
def test_figures_reconcile(data: st.DataObject, known: list[FiledCase], span: Span, on: int, today: int) -> None:
    every = [(case, fact.key, fact.kind.value) for case in known for fact in facts(case, day(today), PROMISED)]
    notes = data.draw(notes_on(known, every))
    found = told(span, on, today, known, notes)
    numbers = {each.item.local_number for each in known}
    assert all(set(each) <= numbers for each in found.lists.values()), "each thing counted is a case of the list"
    # counted a second time, by other words
    inside = {each.item.local_number for each in known if found.first <= FILED.date() <= found.last}
    assert set(found.lists[Figure.FILED]) == inside
    done = [each for each in standing(notes) if each.outcome is Outcome.DONE and found.first <= each.on <= found.last]
    news = {key for _, key, kind in every if kind in (TaskKind.TELL, TaskKind.PAPER)}
    assert found.count(Figure.TOLD) == len(news.intersection(key for each in done for key in each.facts))
    assert found.count(Figure.LATE) <= found.count(Figure.DUE)
    assert found.count(Figure.NEWS_LATE) <= found.count(Figure.NEWS_DUE)
    grades = sum(found.count(each) for each in (Figure.SATISFIED, Figure.MOSTLY, Figure.DISSATISFIED))
    assert grades <= found.count(Figure.VISITED)
    # the terminal's figures are those of all its agents: here of one
    for figure in (Figure.FILED, Figure.REGISTERED, Figure.DUE, Figure.LATE):
        assert found.count(figure) == getattr(found.here, figure.value)


@given(st.data(), cases(), st.integers(0, 120))
def test_the_days_make_the_week_and_the_months_the_quarter(
    data: st.DataObject, known: list[FiledCase], on: int
) -> None:
    today = 400
    every = [(case, fact.key, fact.kind.value) for case in known for fact in facts(case, day(today), PROMISED)]
    notes = data.draw(notes_on(known, every))
    for span, within in ((Span.WEEK, Span.DAY), (Span.QUARTER, Span.MONTH)):
        whole = told(span, on, today, known, notes)
        inner = {days_of(within, each.first) for each in whole.parts}
        parts = [
            report(within, first, known, notes, everything=[], today=day(today), promised=PROMISED)
            for first, _ in inner
        ]
        for figure in Figure:
            assert whole.count(figure) == sum(each.count(figure) for each in parts), figure
        for figure in FLOWS:
            assert whole.count(figure) == sum(getattr(each, figure.value) for each in whole.parts)
