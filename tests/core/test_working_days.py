"""Days off, and counting in working days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from core.working_days import WEEKENDS, Calendar, shipped

DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
CALENDARS = some.builds(Calendar, some.frozensets(DAYS, max_size=40), some.frozensets(DAYS, max_size=20))


def test_a_saturday_worked_is_a_working_day() -> None:
    assert not shipped().is_off(date(2026, 10, 10))
    assert WEEKENDS.is_off(date(2026, 10, 10))


def test_a_feast_is_not() -> None:
    assert shipped().first_working_day(date(2026, 10, 1)) == date(2026, 10, 8)
    assert shipped().working_days_after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_it_says_which_years_it_knows() -> None:
    assert shipped().years == {2025, 2026}
    assert shipped().knows(date(2025, 12, 31), date(2026, 12, 31))
    assert not shipped().knows(date(2026, 12, 31), date(2027, 1, 1))
    assert not WEEKENDS.knows(date(2026, 1, 1), date(2026, 1, 1))


def test_a_day_off_at_new_year_does_not_make_the_old_year_known() -> None:
    """The notice of 2019 gave the last two days of 2018 away."""
    assert Calendar(off=frozenset({date(2018, 12, 31)})).years == frozenset()


@given(CALENDARS, DAYS)
def test_the_first_working_day_is_the_first(calendar: Calendar, day: date) -> None:
    found = calendar.first_working_day(day)
    assert found >= day and not calendar.is_off(found)
    assert all(calendar.is_off(day + timedelta(n)) for n in range((found - day).days))


@given(CALENDARS, DAYS, some.integers(1, 60))
def test_working_days_are_counted_one_by_one(calendar: Calendar, start: date, count: int) -> None:
    found = calendar.working_days_after(start, count)
    passed = [start + timedelta(n) for n in range(1, (found - start).days + 1)]
    assert sum(not calendar.is_off(day) for day in passed) == count
    assert not calendar.is_off(found)
