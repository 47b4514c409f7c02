"""Days are counted as the Civil Code says (art. 201, 203)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.case import CaseStep
from core.deadlines import FORWARD, HANDLE, Calendar, due, next_deadline, shipped, term
from core.petition import Purpose

DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
NATIONAL_DAY = Calendar(
    off=frozenset(date(2026, 10, day) for day in range(1, 8)), worked=frozenset({date(2026, 9, 20), date(2026, 10, 10)})
)


def test_the_first_day_does_not_count() -> None:
    assert due(date(2026, 11, 2), 1) == date(2026, 11, 3)


def test_a_weekend_moves_the_end_to_monday() -> None:
    assert due(date(2026, 11, 6), 1) == date(2026, 11, 9)


def test_holidays_move_it_further() -> None:
    assert due(date(2026, 9, 16), FORWARD, NATIONAL_DAY) == date(2026, 10, 8)


def test_a_saturday_worked_is_a_working_day() -> None:
    assert due(date(2026, 9, 25), FORWARD, NATIONAL_DAY) == date(2026, 10, 10)


def test_the_shipped_calendar_knows_this_year() -> None:
    assert due(date(2026, 9, 16), FORWARD, shipped()) == date(2026, 10, 8)
    assert due(date(2026, 2, 1), 14, shipped()) == date(2026, 2, 24)


def test_each_step_is_owed_from_the_one_before() -> None:
    monday, request = date(2026, 11, 2), Purpose.REQUEST
    assert next_deadline(request, CaseStep.REGISTERED, monday, Calendar()) == due(monday, FORWARD) == date(2026, 11, 17)
    assert next_deadline(request, CaseStep.ACCEPTED, monday, Calendar()) == due(monday, HANDLE) == date(2027, 1, 1)
    assert next_deadline(request, CaseStep.REPLIED, monday, Calendar()) is None


@pytest.mark.parametrize("purpose", Purpose)
def test_sixty_days_are_a_requests_alone(purpose: Purpose) -> None:
    """Art. 34 after acceptance; art. 29 names no days for suggestions and reports, art. 30 none for accusations."""
    assert (term(purpose, CaseStep.ACCEPTED) == HANDLE) is (purpose is Purpose.REQUEST)


@pytest.mark.parametrize("step", CaseStep)
def test_of_an_accusation_the_bureau_owes_nothing_by_a_day(step: CaseStep) -> None:
    assert next_deadline(Purpose.ACCUSATION, step, date(2026, 11, 2), Calendar()) is None


@given(DAYS, some.integers(0, 90), some.frozensets(DAYS, max_size=20))
def test_a_term_ends_on_the_first_working_day_that_is_not_too_early(
    start: date, days: int, holidays: frozenset[date]
) -> None:
    calendar = Calendar(off=holidays)
    end, earliest = due(start, days, calendar), start + timedelta(days)
    assert end >= earliest
    assert end not in holidays
    assert end.weekday() < 5
    assert all(calendar.is_off(earliest + timedelta(n)) for n in range((end - earliest).days))
