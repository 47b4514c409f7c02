"""The actions on a case, and what a row of the table of actions says of one (`core.cases.table`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.cases.state import CaseState
from core.cases.turn import Turn


class Action(StrEnum):
    """By the names of the contract; from `take` on besides, of which the petitioner has the last alone."""

    CLASSIFY = "classify"
    FORWARD = "forward"
    ASSIGN = "assign"
    OBJECT = "object"
    AGREE_OBJECTION = "agree-objection"
    REFUSE_OBJECTION = "refuse-objection"
    NOTIFY = "notify"
    ACCEPT = "accept"
    REFUSE = "refuse"
    REFUSE_AGAIN = "refuse-again"
    EXTEND = "extend"
    HEAR = "hear"
    MEDIATE = "mediate"
    REPLY = "reply"
    DELIVER = "deliver"
    REVIEW_REQUEST = "review-request"
    REVIEW = "review"
    RECHECK_REQUEST = "recheck-request"
    RECHECK = "recheck"
    EXECUTE = "execute"
    WITHDRAW = "withdraw"
    SUPERVISE = "supervise"
    URGE = "urge"
    VISIT = "visit"
    LINK = "link"
    UNLINK = "unlink"
    COMPLETE = "complete"
    CLOSE = "close"
    TAKE = "take"
    RECUSE = "recuse"
    CONTRIBUTE = "contribute"
    INVITE = "invite"
    ANSWER = "answer"
    MEET = "meet"
    DISPUTE = "dispute"
    SETTLE = "settle"
    TERMINATE = "terminate"
    ANSWER_REQUEST = "answer-request"
    PLEDGE = "pledge"
    KEEP_PLEDGE = "keep-pledge"
    SIGN_PLEDGE = "sign-pledge"
    PETITIONER_URGE = "petitioner-urge"
    DATA_REQUEST = "data-request"
    WITHDRAW_AUTHORITY = "withdraw-authority"
    SUPPLEMENT = "supplemented"


REGISTER, EVALUATE = "register", "evaluate"
"""Events that no officer makes: a terminal's."""


class Who(StrEnum):
    """Whose officers may do it, besides having the role."""

    BUREAU = "bureau"
    BUREAU_LINE = "bureau-line"
    ABOVE_BUREAU = "above-bureau"
    UNIT = "unit"
    HELPER = "helper"
    OWNER = "owner"
    PARTY = "party"
    PETITIONER = "petitioner"


Changes = Mapping[str, Any]


@dataclass(frozen=True)
class ActionRule:
    """A row of the table. Several rows may have the same action, for other states.

    `roles`: one of them is enough. `needs`: fields without which it is not done; `takes`: others it knows. `when`:
    raises Unlawful where it cannot be done whatever is given; `check`: where what was given does not do. `effect`: new
    values of the case, the state and the duty among them. `ends`: how the duty in force ended, where it changes.
    `letter`: the document that is owed with it (resources/letters). `node`: of the notices to the petitioner
    (resources/notices). `told`: whether the petitioner sees it.
    """

    action: Action
    states: frozenset[CaseState]
    roles: tuple[str, ...]
    who: Who
    article: str
    needs: tuple[str, ...]
    effect: Callable[[Turn], Changes]
    takes: tuple[str, ...] = ()
    when: tuple[Callable[[Turn], None], ...] = ()
    check: tuple[Callable[[Turn], None], ...] = ()
    ends: str = "met"
    letter: str = ""
    node: str = ""
    told: bool = True
