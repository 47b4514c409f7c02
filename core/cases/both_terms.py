"""The term that an office promised with the law's own beside it: what slips, screens and the desk say of the days of a
duty. The province says which profile is promised, and whether an office's last day moves past days off."""

from dataclasses import dataclass
from datetime import date

from core.cases import clocks
from core.cases.clock_table import STATUTE, Basis, Unit
from core.cases.clocks import ClockError, Term
from core.working_days import Calendar

STATUTE_RULE = {"simple-decide": "told-unit", "simple-reply": "handle"}
"""What the law says of the duties of the simple track."""


@dataclass(frozen=True)
class OfficeTerms:
    """What a province has settled of the days of offices. `profile`: of new cases (resources/clocks); `roll_over`:
    whether a last day on a day off moves to the next working day. A right of the petitioner always moves."""

    profile: str = STATUTE
    roll_over: bool = True


@dataclass(frozen=True)
class BothTerms:
    """`law`: None where the promise is the law's own term, or the law names no days."""

    promised: Term
    law: Term | None


def both(rule: str, since: date, calendar: Calendar, settled: OfficeTerms, hearing_days: int = 0) -> BothTerms:
    """Raises ClockError for a rule or profile that there is not."""
    promised = clocks.term(rule, settled.profile, since, calendar, hearing_days, roll_over=settled.roll_over)
    law = _law(rule, since, calendar, settled, hearing_days)
    same = law is None or (law.target, law.limit) == (promised.target, promised.limit)
    return BothTerms(promised, None if same else law)


def _law(rule: str, since: date, calendar: Calendar, settled: OfficeTerms, hearing_days: int) -> Term | None:
    """Returns the law's term from the same day; None where the law itself names no days."""
    if settled.profile == STATUTE and rule not in STATUTE_RULE:
        return None
    wanted = STATUTE_RULE.get(rule, rule)
    try:
        own = clocks.term(wanted, STATUTE, since, calendar, hearing_days, roll_over=settled.roll_over)
    except ClockError:
        return None
    return own if own.profile == STATUTE and clocks.row(wanted).basis is Basis.LAW else None


def length(rule: str, profile: str = STATUTE) -> tuple[int, bool]:
    """Returns how many days a rule has, and whether they are working days. Raises ClockError, also for a rule without a
    number of days."""
    found = clocks.row(rule, profile)
    if found.length is None:
        raise ClockError("unknown-rule", f"{rule} has no number of days")
    return found.length, found.unit is Unit.WORKING_DAYS
