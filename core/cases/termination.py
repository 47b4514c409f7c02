"""信访终结: a joint conference confirms that a matter has been through everything. Help and talk go on; what is filed
again about the same facts and reasons is not accepted any more (art. 36 (3)).

Which conference may do so, and by which procedure, is local law (Zhejiang 25, Shandong 46); the record names minutes.
"""

from core.cases import guards
from core.cases.actions import Action, ActionRule, Changes, Who
from core.cases.refusals import NOT_ALLOWED, OUT_OF_ORDER, Unlawful
from core.cases.state import Case, CaseState
from core.cases.turn import Turn

TERMINATED = "terminated"
LAST_STAGE = 3
"""An opinion, its review, and the second review were given."""


def terminated(_turn: Turn) -> Changes:
    return {"state": CaseState.CLOSED, "ending": TERMINATED, "duty": None}


def exhausted(case: Case) -> bool:
    """Whether no higher organ can be asked any more: reviewed twice, or not asked in time (art. 35, 36)."""
    return case.stage == LAST_STAGE or case.ending == "no-review"


def nothing_left(turn: Turn) -> None:
    if turn.case.ending == TERMINATED:
        raise Unlawful(NOT_ALLOWED, "36(3)", "terminated")
    if not exhausted(turn.case):
        raise Unlawful(OUT_OF_ORDER, "36(3)", "not_final")


ROWS: tuple[ActionRule, ...] = (
    ActionRule(
        *(Action.TERMINATE, frozenset({CaseState.CLOSED}), ("supervise", "approve"), Who.BUREAU_LINE, "36(3)"),
        ("minutes", "reasons"),
        terminated,
        when=(guards.only_requests, nothing_left),
        letter="termination",
    ),
)
