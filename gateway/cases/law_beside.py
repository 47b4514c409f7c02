"""The law's own term beside that of a duty for which a shorter one was promised: the same on the desk and at terminals.

What somebody set by hand, or is the petitioner's own term, has none beside it.
"""

from core.cases import clocks
from core.cases.both_terms import OfficeTerms, both
from core.cases.clocks import ClockError, Term
from core.cases.state import Case, Duty
from gateway.cases.calendar import calendar
from gateway.runtime import Runtime

SET_BY_HAND = frozenset({"assigned", "execute", "close"})


def law_beside(runtime: Runtime, case: Case, duty: Duty) -> Term | None:
    """Returns the law's term from the same day, extended as the duty was; None where it is the duty's own, or the law
    names no days."""
    if duty.rule in SET_BY_HAND:
        return None
    days, rolls = calendar(runtime), runtime.casework.roll_over
    settled = OfficeTerms(duty.profile, rolls)
    try:
        found = both(duty.rule, duty.started, days, settled, case.hearing_days)
        longer = (duty.target - found.promised.target).days if duty.target and found.promised.target else 0
        law = found.law
        if law and case.extended and longer > 0:
            law = clocks.extended(law, longer, days, roll_over=rolls)
    except ClockError:
        return None
    return law if law and (law.target, law.limit) != (duty.target, duty.limit) else None
