"""The five steps that a terminal of a version before knows of a case, read from its states."""

from collections.abc import Iterable
from datetime import datetime

from core.case import CaseStep
from core.cases.state import CaseState

PLAIN = {
    CaseState.REGISTERED: CaseStep.REGISTERED,
    CaseState.CLASSIFIED: CaseStep.REGISTERED,
    CaseState.LINKED: CaseStep.FORWARDED,
    CaseState.FORWARDED: CaseStep.FORWARDED,
    CaseState.ASSIGNED: CaseStep.FORWARDED,
    CaseState.OBJECTED: CaseStep.FORWARDED,
    CaseState.DISPUTED: CaseStep.FORWARDED,
    CaseState.NOTIFIED: CaseStep.FORWARDED,
    CaseState.ACCEPTED: CaseStep.ACCEPTED,
    CaseState.REPLIED: CaseStep.ACCEPTED,
    CaseState.DELIVERED: CaseStep.REPLIED,
    CaseState.AGREED: CaseStep.REPLIED,
    CaseState.REFUSED: CaseStep.FORWARDED,
    CaseState.REVIEWING: CaseStep.REPLIED,
    CaseState.REVIEWED: CaseStep.REPLIED,
    CaseState.RECHECKING: CaseStep.REPLIED,
    CaseState.RECHECKED: CaseStep.REPLIED,
    CaseState.CLOSED: CaseStep.CLOSED,
}


def plain(state: str) -> CaseStep:
    return PLAIN[CaseState(state)]


def reached(states: Iterable[tuple[str, datetime]]) -> dict[CaseStep, datetime]:
    """Returns the steps that were reached, each with when it was first."""
    steps: dict[CaseStep, datetime] = {}
    for state, at in states:
        steps.setdefault(plain(state), at)
    return steps
