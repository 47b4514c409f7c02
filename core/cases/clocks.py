"""The terms of a case: which day a duty or a right ends, under which rule, profile and article.

The day of the event does not count (Civil Code 201); a term that ends on a day off ends on the next working day (203).
Lengths are data: resources/clocks. Nothing else computes a date.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.cases.clock_table import MOST_DAYS, STATUTE, Bearer, ClockRow, Table, Unit, shipped_table
from core.working_days import Calendar


class ClockError(ValueError):
    """`code` is for programs: unknown-rule, unknown-profile, bad-days."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Term:
    """`profile`: where the rule was found, `statute` where the profile asked for has none of its own.

    `target`: the plain last day; `limit`: the day it moves to where the target is a day off. Both None where no number
    of days is laid down. `calendar_known`: False if the term reaches into a year whose holiday notice the calendar
    does not have, so that its days may still move. `extended_by`: days granted beyond the first term.
    """

    rule: str
    profile: str
    start: date
    target: date | None
    limit: date | None
    unit: str
    article: str
    source: str
    calendar_known: bool = True
    extended_by: int = 0


def profiles() -> tuple[str, ...]:
    return tuple(shipped_table())


def row(rule: str, profile: str = STATUTE) -> ClockRow:
    """Returns the rule's row: of the profile, else of the statute, else of the one profile that has it (the simple
    track, tiers, the meeting go beside any profile). Raises ClockError."""
    table = shipped_table()
    if profile not in table:
        raise ClockError("unknown-profile", f"no profile {profile!r}; there are {', '.join(sorted(table))}")
    found = table[profile].get(rule) or table[STATUTE].get(rule) or _only(rule, table)
    if found is None:
        raise ClockError("unknown-rule", f"no rule {rule!r} in profile {profile}")
    return found


def _only(rule: str, table: Table) -> ClockRow | None:
    rows = [rows[rule] for rows in table.values() if rule in rows]
    return rows[0] if len(rows) == 1 else None


def term(
    rule: str, profile: str, start: date, calendar: Calendar, hearing_days: int = 0, *, roll_over: bool = True
) -> Term:
    """Returns the term of `rule` that begins with an event on `start`.

    `hearing_days` push only a term that a hearing stands outside of (art. 36). `roll_over`: False keeps offices at the
    target; a right of the petitioner always moves on. Raises ClockError, OverflowError past the year 9999.
    """
    if not 0 <= hearing_days <= MOST_DAYS:
        raise ClockError("bad-days", f"hearing days are 0 to {MOST_DAYS}")
    found = row(rule, profile)
    if found.length is None:
        return _made(found, start, None, None, calendar)
    if found.unit is Unit.WORKING_DAYS:
        last = calendar.working_days_after(start, found.length)
        return _made(found, start, last, last, calendar)
    target = start + timedelta(days=found.length + (hearing_days if found.hearing_outside else 0))
    moves = roll_over or found.bearer is Bearer.PERSON
    return _made(found, start, target, calendar.first_working_day(target) if moves else target, calendar)


def most_extension(rule: str, profile: str = STATUTE) -> int:
    """Returns the most days by which the rule may be extended, 0 if not at all; a profile that does not say follows the
    statute. Raises ClockError."""
    own = row(rule, profile).extension
    statute = shipped_table()[STATUTE].get(rule)
    return own or (statute.extension if statute else 0)


def extended(of: Term, days: int, calendar: Calendar, *, roll_over: bool = True) -> Term:
    """Returns the term extended once by calendar days that follow its plain last day; it is never shorter than before.

    Raises ClockError `bad-days` for what may not be extended, was extended before, or not by so much (art. 34).
    """
    most = most_extension(of.rule, of.profile)
    if not 1 <= days <= most or of.extended_by or of.target is None or of.limit is None:
        raise ClockError("bad-days", f"{of.rule} may be extended once, by 1 to {most} days" if most else of.rule)
    target = of.target + timedelta(days=days)
    worked = of.unit == Unit.WORKING_DAYS
    limit = calendar.first_working_day(target) if roll_over or worked else target
    target = limit if worked else target
    known = of.calendar_known and calendar.knows(target, limit)
    return replace(of, target=target, limit=max(limit, of.limit), calendar_known=known, extended_by=days)


def _made(found: ClockRow, start: date, target: date | None, limit: date | None, calendar: Calendar) -> Term:
    first = start + timedelta(days=1) if found.unit is Unit.WORKING_DAYS and target else target
    return Term(
        rule=found.rule,
        profile=found.profile,
        start=start,
        target=target,
        limit=limit,
        unit=found.unit.value,
        article=found.article,
        source=found.source,
        calendar_known=first is None or limit is None or calendar.knows(first, limit),
    )
