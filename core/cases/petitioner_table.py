"""What petitioners do with their own cases: the rows of the table of actions that no officer may use."""

from core.cases import effects, guards
from core.cases.actions import Action, ActionRule, Who
from core.cases.state import ENDED, CaseState

S, A = CaseState, Action
OPEN = frozenset(S) - ENDED
PETITIONER = "petitioner"
"""The one role of who filed, once they have shown that a case is theirs."""

PETITIONER_ROWS: tuple[ActionRule, ...] = (
    ActionRule(
        *(A.PETITIONER_URGE, OPEN, (PETITIONER,), Who.PETITIONER, "40", ()),
        effects.petitioner_urged,
        when=(guards.no_accusation, guards.is_late, guards.not_urged_lately),
        takes=("note",),
    ),
    ActionRule(
        *(A.WITHDRAW, OPEN, (PETITIONER,), Who.PETITIONER, "21", ()),
        effects.withdrawn,
        takes=("reasons",),
        when=(guards.no_accusation,),
        ends="withdrawn",
    ),
    ActionRule(
        *(A.REVIEW_REQUEST, frozenset({S.DELIVERED}), (PETITIONER,), Who.PETITIONER, "35", ("reasons",)),
        effects.review_asked,
        when=(guards.stage(1, "35"), guards.may_ask_review, guards.has_reviewer),
        ends="review-asked",
        node="review",
    ),
    ActionRule(
        *(A.RECHECK_REQUEST, frozenset({S.DELIVERED}), (PETITIONER,), Who.PETITIONER, "36", ("reasons",)),
        effects.recheck_asked,
        when=(guards.stage(2, "36"), guards.may_ask_review, guards.has_reviewer),
        ends="review-asked",
        node="recheck",
    ),
    ActionRule(
        *(A.DATA_REQUEST, frozenset(S), (PETITIONER,), Who.PETITIONER, "PIPL 44–47, 50", ("request", "note")),
        effects.data_requested,
        when=(guards.no_accusation,),
        check=(guards.asked_once,),
        ends="continued",
    ),
    ActionRule(
        *(A.WITHDRAW_AUTHORITY, frozenset(S), (PETITIONER,), Who.PETITIONER, "Civil Code 173", ()),
        effects.authority_withdrawn,
        takes=("reasons",),
        when=(guards.no_accusation, guards.has_agent),
        ends="continued",
    ),
    ActionRule(
        *(A.SUPPLEMENT, OPEN, (PETITIONER,), Who.PETITIONER, "19(1)", ()),
        effects.nothing,
        when=(guards.no_accusation,),
        ends="continued",
    ),
)
