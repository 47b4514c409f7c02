"""A promise with the law beside it, and the one setting of days off."""

from datetime import date

import pytest

from core.cases.both_terms import OfficeTerms, both, length
from core.cases.clocks import ClockError
from core.working_days import WEEKENDS

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("rule", "profile", "promised", "law"),
    [
        ("handle", "statute", date(2027, 1, 1), None),
        ("handle", "520", date(2026, 11, 23), date(2027, 1, 1)),
        ("simple-reply", "simple", date(2026, 11, 16), date(2027, 1, 1)),
        ("deliver", "statute", date(2026, 11, 9), None),
        ("forward", "jiangsu-10", date(2026, 11, 17), None),
    ],
)
def test_the_law_stands_beside_a_shorter_promise(rule: str, profile: str, promised: date, law: date | None) -> None:
    found = both(rule, MONDAY, WEEKENDS, OfficeTerms(profile))
    assert (found.promised.limit, found.law and found.law.limit) == (promised, law)


def test_days_off_move_an_offices_day_where_the_province_says_so() -> None:
    rolled, kept = (both("forward", date(2026, 10, 9), WEEKENDS, OfficeTerms(roll_over=each)) for each in (True, False))
    assert (rolled.promised.limit, kept.promised.limit) == (date(2026, 10, 26), date(2026, 10, 24))
    right = both("review-ask", date(2026, 10, 9), WEEKENDS, OfficeTerms(roll_over=False))
    assert right.promised.limit == date(2026, 11, 9)


def test_a_length_is_in_days_or_working_days() -> None:
    assert (length("forward"), length("forward", "315")) == ((15, False), (3, True))
    with pytest.raises(ClockError):
        length("suggestion")
