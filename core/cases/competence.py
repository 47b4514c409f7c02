"""Who handles a case that several units say is not theirs (art. 24): they agree, their common superior decides, and
where there is none, or it lets its days pass, a joint conference does, whose office is a bureau."""

from core.cases import effects, guards
from core.cases.actions import Action, ActionRule, Changes, Who
from core.cases.refusals import MISSING, NOT_ALLOWED, OUT_OF_ORDER, Unlawful
from core.cases.state import CaseState
from core.cases.turn import Turn, reckoned

ARTICLE = "24"


def disputed(turn: Turn) -> Changes:
    """Put before whoever decides; the days that a unit had end, as nobody knows any more whose they are."""
    units = tuple(dict.fromkeys(turn.values["units"]))
    superior = turn.world.organs.common_superior(units)
    decider = superior or turn.values.get("organ") or turn.case.bureau
    return {
        "state": CaseState.DISPUTED,
        "disputing": units,
        "decider": decider,
        "by_conference": superior is None,
        "unit": "",
        "helpers": (),
        "arrived": None,
        "term": None,
        "suspended": None,
        "duty": reckoned("dispute", turn.case, decider, turn.world.today, turn.world),
    }


def to_conference(turn: Turn) -> Changes:
    """The common superior has not decided in its days: the conference of the next higher level does."""
    above = [each for each in turn.world.organs.above(turn.case.bureau) if turn.world.organs.kind(each) == "bureau"]
    decider = turn.values.get("organ") or next(iter(above), turn.case.bureau)
    duty = reckoned("dispute", turn.case, decider, turn.world.today, turn.world)
    return {"decider": decider, "by_conference": True, "duty": duty}


def settled(turn: Turn) -> Changes:
    """The unit may not object again, and reports by the term that it was set."""
    return {**effects.designated(turn), "disputing": (), "decider": "", "by_conference": False}


def several_units(turn: Turn) -> None:
    organs, units = turn.world.organs, set(turn.values["units"])
    if len(units) < 2:
        raise Unlawful(MISSING, ARTICLE, "one_unit")
    for organ in units:
        _unit(turn, organ)
    conference = turn.values.get("organ")
    if conference and organs.common_superior(sorted(units)):
        raise Unlawful(NOT_ALLOWED, ARTICLE, "superior_decides")
    conference_is_a_bureau(turn)


def conference_is_a_bureau(turn: Turn) -> None:
    organs, conference = turn.world.organs, turn.values.get("organ")
    if conference and not (organs.known(conference) and organs.kind(conference) == "bureau"):
        raise Unlawful(MISSING, ARTICLE, "not_a_bureau")


def to_a_unit(turn: Turn) -> None:
    _unit(turn, turn.values["unit"])


def one_of_them(turn: Turn) -> None:
    if turn.values["unit"] not in turn.case.disputing:
        raise Unlawful(NOT_ALLOWED, ARTICLE, "not_disputing")


def objected_before(turn: Turn) -> None:
    if not turn.case.objections:
        raise Unlawful(OUT_OF_ORDER, ARTICLE, "never_objected")


def undecided(turn: Turn) -> None:
    """The days of the common superior have passed."""
    duty = turn.case.duty
    if turn.case.by_conference or duty is None or duty.limit is None or turn.world.today <= duty.limit:
        raise Unlawful(NOT_ALLOWED, ARTICLE, "still_deciding")


def _unit(turn: Turn, organ: str) -> None:
    organs = turn.world.organs
    if not organs.known(organ):
        raise Unlawful(MISSING, ARTICLE, "no_organ", organ=organ)
    if organs.kind(organ) != "unit":
        raise Unlawful(NOT_ALLOWED, ARTICLE, "not_a_unit", organ=organ)


_DISPUTED = frozenset({CaseState.DISPUTED})
_BUREAU = (("forward", "duty"), Who.BUREAU, ARTICLE)
_SETTLING = ("unit", "term", "reasons")
_TERM_AHEAD = guards.ahead("term", ARTICLE)

ROWS: tuple[ActionRule, ...] = (
    ActionRule(
        *(Action.DISPUTE, frozenset({CaseState.OBJECTED}), *_BUREAU, ("units", "reasons")),
        disputed,
        takes=("organ",),
        check=(several_units,),
        ends="disputed",
    ),
    ActionRule(
        *(Action.DISPUTE, frozenset({CaseState.CLASSIFIED}), *_BUREAU, ("units", "reasons")),
        disputed,
        takes=("organ",),
        when=(guards.no_accusation, objected_before),
        check=(several_units,),
        ends="disputed",
    ),
    ActionRule(
        *(Action.DISPUTE, _DISPUTED, *_BUREAU, ("reasons",)),
        to_conference,
        takes=("organ",),
        when=(undecided,),
        check=(conference_is_a_bureau,),
        ends="disputed",
    ),
    ActionRule(
        *(Action.SETTLE, _DISPUTED, ("approve", "forward", "handle"), Who.OWNER, ARTICLE, _SETTLING),
        settled,
        takes=("units", "minutes"),
        check=(guards.addressee, to_a_unit, _TERM_AHEAD),
        letter="assign",
        node="assigned",
    ),
    ActionRule(
        *(Action.SETTLE, _DISPUTED, *_BUREAU, ("unit", "term", "proof")),
        settled,
        takes=("units", "reasons"),
        check=(guards.addressee, to_a_unit, one_of_them, _TERM_AHEAD),
        letter="assign",
        node="assigned",
    ),
)
"""The last row: the units have agreed; `proof` names what they signed."""
