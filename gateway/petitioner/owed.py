"""Whose turn it is in a case, until when, and what the petitioner can do meanwhile."""

from datetime import date, timedelta

from sqlalchemy import RowMapping

from core.case_life import CanDo, Owed
from core.cases import clocks
from core.cases.clock_table import Basis
from core.cases.clocks import Term
from core.cases.state import Case, CaseState, Duty
from gateway.cases.calendar import calendar
from gateway.cases.evaluation_scope import evaluable
from gateway.cases.law_beside import law_beside
from gateway.cases.legs import name_of
from gateway.runtime import Runtime
from gateway.staff.tree import tree


def owed_now(runtime: Runtime, case: Case) -> Owed | None:
    """Returns what is owed, with the law's own days beside a shorter promise; None where nothing is."""
    return _told(runtime, case.duty, law_beside(runtime, case, case.duty)) if case.duty else None


def owed_beside(runtime: Runtime, case: Case) -> tuple[Owed, ...]:
    """Returns what is owed beside the way of the case."""
    return tuple(_told(runtime, each, None) for each in case.beside)


def _told(runtime: Runtime, duty: Duty, law: Term | None) -> Owed:
    row = clocks.row(duty.rule, duty.profile)
    return Owed(
        organ=name_of(runtime, duty.organ),
        rule=duty.rule,
        started=duty.started,
        target=duty.target,
        limit=duty.limit,
        article=duty.article,
        source=row.source,
        by_law=row.basis is Basis.LAW,
        statute_target=law.target if law else None,
        statute_limit=law.limit if law else None,
    )


def can_do(runtime: Runtime, row: RowMapping, case: Case) -> CanDo:
    """What the petitioner can do today. A review is asked for of the next higher organ (条例 art. 35, 36)."""
    review, recheck = (_review_until(runtime, case, stage) for stage in (1, 2))
    below = case.unit if case.stage < 2 else case.reviewer
    organs = tree(runtime)
    above = organs.superior(below) if (review or recheck) and below in organs else None
    ends = case.delivered + timedelta(days=runtime.casework.evaluation_days) if case.delivered else None
    return CanDo(
        review_until=review,
        recheck_until=recheck,
        review_at=above.name if above else "",
        evaluate_until=ends if evaluable(runtime, row) else None,
        withdraw_at=name_of(runtime, case.bureau) if case.open else "",
    )


def _review_until(runtime: Runtime, case: Case, stage: int) -> date | None:
    if case.state is not CaseState.DELIVERED or not case.reviewable or case.stage != stage or not case.delivered:
        return None
    rule = "review-ask" if stage == 1 else "recheck-ask"
    last = clocks.term(rule, case.profile, case.delivered, calendar(runtime)).limit
    return last if last and runtime.now().date() <= last else None
