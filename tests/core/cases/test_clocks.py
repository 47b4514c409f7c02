"""Terms are counted as the Civil Code says (art. 201, 203), by the rows of resources/clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from core.cases.clock_table import STATUTE, Bearer, shipped_table
from core.cases.clocks import ClockError, extended, most_extension, profiles, row, term
from core.working_days import WEEKENDS, Calendar, shipped

DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
CALENDARS = some.builds(Calendar, some.frozensets(DAYS, max_size=40), some.frozensets(DAYS, max_size=20))
ROWS = [each for rows in shipped_table().values() for each in rows.values()]
TIMED = [each for each in ROWS if each.length]
PLACES = some.sampled_from([(each.rule, each.profile) for each in TIMED])
EXTENDABLE = some.sampled_from([("handle", profile) for profile in profiles()])


def test_the_first_day_does_not_count() -> None:
    found = term("forward", STATUTE, date(2026, 11, 2), WEEKENDS)
    assert found.target == found.limit == date(2026, 11, 17)
    assert (found.article, found.unit, found.profile) == ("22(1)", "days", STATUTE)


def test_a_feast_moves_the_limit_and_not_the_target() -> None:
    found = term("forward", STATUTE, date(2026, 9, 16), shipped())
    assert (found.target, found.limit) == (date(2026, 10, 1), date(2026, 10, 8))


def test_offices_may_be_kept_at_the_target_but_no_right_of_a_person() -> None:
    start = date(2026, 9, 1)
    assert term("review", STATUTE, start, shipped(), roll_over=False).limit == date(2026, 10, 1)
    assert term("review-ask", STATUTE, start, shipped(), roll_over=False).limit == date(2026, 10, 8)


def test_where_no_days_are_laid_down_there_is_no_day() -> None:
    found = term("suggestion-answer", STATUTE, date(2026, 11, 2), shipped())
    assert found.target is found.limit is None and found.article == "40(4)" and found.calendar_known


def test_a_promise_that_is_silent_leaves_the_statute() -> None:
    assert term("told-unit", "315", date(2026, 11, 2), shipped()).profile == STATUTE
    assert term("forward", "315", date(2026, 11, 2), shipped()).profile == "315"


def test_a_track_goes_beside_any_profile() -> None:
    assert term("simple-reply", "520", date(2026, 11, 2), shipped()).profile == "simple"


def test_a_term_beyond_the_published_years_says_so() -> None:
    assert not term("handle", STATUTE, date(2026, 11, 24), shipped()).calendar_known
    assert not term("forward", "315", date(2026, 12, 30), shipped()).calendar_known
    assert term("forward", "315", date(2026, 12, 28), shipped()).calendar_known


@pytest.mark.parametrize(("rule", "profile", "code"), [("x", "315", "unknown-rule"), ("x", "x", "unknown-profile")])
def test_what_is_unknown_is_said(rule: str, profile: str, code: str) -> None:
    with pytest.raises(ClockError) as refused:
        term(rule, profile, date(2026, 11, 2), shipped())
    assert refused.value.code == code


def test_only_a_recheck_waits_for_its_hearing() -> None:
    start = date(2026, 11, 2)
    plain, heard = (term("recheck", STATUTE, start, shipped(), days).target for days in (0, 12))
    assert plain and heard == plain + timedelta(days=12)
    assert term("handle", STATUTE, start, shipped(), 12) == term("handle", STATUTE, start, shipped())
    with pytest.raises(ClockError):
        term("recheck", STATUTE, start, shipped(), -1)


def test_an_extension_counts_from_the_plain_day_and_happens_once() -> None:
    first = term("handle", STATUTE, date(2026, 8, 2), shipped())
    assert (first.target, first.limit) == (date(2026, 10, 1), date(2026, 10, 8))
    longer = extended(first, 30, shipped())
    assert (longer.target, longer.limit, longer.extended_by) == (date(2026, 10, 31), date(2026, 11, 2), 30)
    for of, days in ((longer, 1), (first, 31), (first, 0), (term("forward", STATUTE, first.start, shipped()), 1)):
        with pytest.raises(ClockError):
            extended(of, days, shipped())


def test_provinces_extend_by_their_own_text() -> None:
    assert [most_extension("handle", profile) for profile in (STATUTE, "zhejiang", "315")] == [30, 60, 30]


@given(PLACES, DAYS, CALENDARS)
def test_the_limit_is_the_first_working_day_from_the_target(
    place: tuple[str, str], start: date, calendar: Calendar
) -> None:
    found = term(*place, start, calendar)
    assert found.target and found.limit and start < found.target <= found.limit
    assert not calendar.is_off(found.limit)
    assert all(calendar.is_off(found.target + timedelta(n)) for n in range((found.limit - found.target).days))
    if found.unit == "days":
        assert (found.target - start).days == row(*place).length
    else:
        passed = [start + timedelta(n + 1) for n in range((found.limit - start).days)]
        assert sum(not calendar.is_off(day) for day in passed) == row(*place).length


@given(PLACES, DAYS, DAYS, CALENDARS)
def test_who_begins_later_ends_no_earlier(place: tuple[str, str], one: date, other: date, calendar: Calendar) -> None:
    first, second = (term(*place, start, calendar) for start in sorted((one, other)))
    assert first.limit and second.limit and first.target and second.target
    assert first.limit <= second.limit and first.target <= second.target


@given(EXTENDABLE, DAYS, CALENDARS, some.tuples(some.integers(1, 60), some.integers(1, 60)), some.booleans())
def test_an_extension_never_shortens(
    place: tuple[str, str], start: date, calendar: Calendar, days: tuple[int, int], roll_over: bool
) -> None:
    assume(max(days) <= most_extension(*place))
    first = term(*place, start, calendar, roll_over=roll_over)
    short, long = (extended(first, each, calendar, roll_over=roll_over) for each in sorted(days))
    assert first.limit and short.limit and long.limit and first.target and short.target
    assert first.limit <= short.limit <= long.limit
    assert first.target < short.target <= short.limit


def test_every_row_says_where_it_is_from() -> None:
    laws = [each for each in ROWS if each.basis == "law"]
    assert all(each.article for each in laws)
    assert {each.profile for each in laws} == {STATUTE, "zhejiang", "shandong"}
    theirs = {"review-ask", "recheck-ask", "petitioner-urge"}
    assert {each.rule for each in ROWS if each.bearer is Bearer.PERSON} == theirs
