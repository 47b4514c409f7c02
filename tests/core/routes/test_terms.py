"""The last day of a term: the first day does not count, months end on their last, a day off moves it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.routes.terms import Length, Unit
from core.working_days import shipped

CALENDAR = shipped()
STARTS = some.dates(date(2024, 12, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("count", "unit", "start", "last"),
    [
        (1, Unit.YEARS, "2024-02-29", "2025-02-28"),
        (2, Unit.YEARS, "2024-02-29", "2026-02-28"),  # a Saturday that is worked
        (6, Unit.MONTHS, "2025-08-29", "2026-02-28"),  # a Saturday, but a working day: it does not move
        (6, Unit.MONTHS, "2025-08-31", "2026-02-28"),
        (60, Unit.DAYS, "2026-11-01", "2026-12-31"),
        (15, Unit.DAYS, "2026-09-16", "2026-10-08"),  # the first of October moves behind the holiday
        (3, Unit.WORKING_DAYS, "2026-09-29", "2026-10-09"),
        (3, Unit.WORKING_DAYS, "2026-02-12", "2026-02-24"),  # Saturday 14 February is worked
        (1, Unit.YEARS, "2025-01-04", "2026-01-04"),  # a Sunday that is worked
        (1, Unit.YEARS, "2025-10-01", "2026-10-08"),
    ],
)
def test_last_days(count: int, unit: Unit, start: str, last: str) -> None:
    assert Length(count, unit).last_day(date.fromisoformat(start), CALENDAR).isoformat() == last


@given(STARTS, some.sampled_from([Unit.DAYS, Unit.MONTHS, Unit.YEARS]), some.integers(1, 6))
def test_a_last_day_is_a_working_day_and_never_early(start: date, unit: Unit, count: int) -> None:
    last = Length(count, unit).last_day(start, CALENDAR)
    assert last > start
    assert not CALENDAR.is_off(last)


@given(STARTS, some.sampled_from(list(Unit)), some.integers(1, 6))
def test_who_knew_later_has_no_less_time(start: date, unit: Unit, count: int) -> None:
    length = Length(count, unit)
    assert length.last_day(start, CALENDAR) <= length.last_day(start + timedelta(days=1), CALENDAR)
