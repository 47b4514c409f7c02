"""The two-way pledge (双向承诺书): a unit promises a petitioner something by a day; the petitioner may sign it or not.

What the unit promised binds it from then on, signed or not: it is a duty beside the main one, which stays when the case
ends. What a petitioner signs takes no right from them: nothing in the rules asks whether they did.
"""

from dataclasses import replace
from datetime import date

from core.cases import beside, guards
from core.cases.actions import Action, ActionRule, Changes, Who
from core.cases.petitioner_table import PETITIONER
from core.cases.refusals import NOT_ALLOWED, OUT_OF_ORDER, Unlawful
from core.cases.state import ENDED, CaseState, Pledge
from core.cases.turn import Turn, until

S, A = CaseState, Action


def pledged(turn: Turn) -> Changes:
    case, organ = turn.case, beside.party(turn)
    by = date.fromisoformat(turn.values["by"])
    duty = until(beside.PLEDGE, case, organ, by, turn.world)
    return {"pledge": Pledge(case.version + 1, organ, by), "beside": (*case.beside, duty)}


def signed(turn: Turn) -> Changes:
    assert turn.case.pledge is not None
    return {"pledge": replace(turn.case.pledge, signed=turn.world.today)}


def kept(turn: Turn) -> Changes:
    assert turn.case.pledge is not None
    return {
        "pledge": replace(turn.case.pledge, kept=turn.world.today),
        "beside": beside.without(turn.case.beside, beside.PLEDGE),
    }


def none_stands(turn: Turn) -> None:
    """A day that was promised is not moved by whoever promised it: what stands is kept first."""
    if standing := beside.owed(turn.case, beside.PLEDGE):
        raise Unlawful(NOT_ALLOWED, "", "pledged_already", day=standing.limit or "")


def is_theirs(turn: Turn) -> None:
    standing, current = beside.owed(turn.case, beside.PLEDGE), turn.world.organs.current
    if standing is None:
        raise Unlawful(OUT_OF_ORDER, "", "no_pledge")
    if current(standing.organ) != current(turn.actor.organ):
        raise Unlawful(NOT_ALLOWED, "", "not_theirs")


def may_be_signed(turn: Turn) -> None:
    pledge = turn.case.pledge
    if pledge is None or beside.owed(turn.case, beside.PLEDGE) is None:
        raise Unlawful(OUT_OF_ORDER, "", "no_pledge")
    if pledge.signed:
        raise Unlawful(NOT_ALLOWED, "", "signed_already")


def as_it_was_read(turn: Turn) -> None:
    """Nobody signs another pledge than the one that they saw."""
    if turn.case.pledge is None or turn.values["pledge"] != turn.case.pledge.number:
        raise Unlawful(OUT_OF_ORDER, "", "no_pledge")


_WITH_UNIT = frozenset({S.FORWARDED, S.ASSIGNED, S.NOTIFIED, S.ACCEPTED, S.AGREED, S.REPLIED, S.DELIVERED})
_UNIT_DESK = ("handle", "approve")

ROWS: tuple[ActionRule, ...] = (
    ActionRule(
        *(A.PLEDGE, _WITH_UNIT, _UNIT_DESK, Who.UNIT, "", ("promise", "by", "contact")),
        pledged,
        when=(guards.no_accusation, none_stands),
        check=(guards.ahead("by", ""),),
        letter="pledge",
        node="pledged",
    ),
    ActionRule(*(A.KEEP_PLEDGE, frozenset(S), _UNIT_DESK, Who.PARTY, "", ("done",)), kept, when=(is_theirs,)),
    ActionRule(
        *(A.SIGN_PLEDGE, frozenset(S) - ENDED, (PETITIONER,), Who.PETITIONER, "", ("pledge",)),
        signed,
        when=(guards.no_accusation, may_be_signed),
        check=(as_it_was_read,),
    ),
)
