"""Meetings and hearings to which a petitioner is invited: day and place, what they answer, and that it took place.

They stand beside the way of a case: its main duty stays as it is. Who invites owes the meeting on its day; where the
petitioner would rather another day, another proposal by the row `meeting-proposal` of resources/clocks. A hearing is
told of so many days ahead (`hearing`); a meeting may have a last day of its own (`meet`).
"""

from dataclasses import replace
from datetime import date, timedelta

from core.cases import beside, clocks, guards
from core.cases.actions import Action, ActionRule, Changes, Who
from core.cases.clock_table import shipped_table
from core.cases.refusals import MISSING, NOT_ALLOWED, OUT_OF_ORDER, Unlawful
from core.cases.state import ENDED, Answer, Appointment, Case, CaseState, Duty
from core.cases.turn import Turn, World, until

HEARING = "hearing"
HEARD_IN = frozenset({CaseState.ACCEPTED, CaseState.REVIEWING, CaseState.RECHECKING})


def invited(turn: Turn) -> Changes:
    case, given, organ = turn.case, turn.values, beside.party(turn)
    on = date.fromisoformat(given["on"])
    meeting = until(beside.MEETING, case, organ, on, turn.world)
    return {
        "appointment": Appointment(case.version + 1, given["about"], on, given.get("at", ""), organ),
        "beside": (*_others(case), meeting),
    }


def answered(case: Case, answer: Answer, wished: date | None, world: World) -> Changes:
    """What the petitioner said to the invitation; they may say something else until the day. Raises Unlawful."""
    appointment = case.appointment
    if appointment is None or not case.open or appointment.on < world.today:
        raise Unlawful(OUT_OF_ORDER, "", "not_invited")
    if (wished is not None) != (answer is Answer.OTHER_DAY) or (wished and wished < world.today):
        raise Unlawful(MISSING, "", "other_day")
    organ = appointment.organ if appointment.organ in (case.bureau, case.unit, case.reviewer) else _holder(case)
    owed: tuple[Duty, ...] = ()
    if answer is Answer.COMES:
        stands = beside.owed(case, beside.MEETING)
        owed = (stands or until(beside.MEETING, case, organ, appointment.on, world),)
    elif answer is Answer.OTHER_DAY:
        owed = (beside.proposal(case, organ, world),)
    return {"appointment": replace(appointment, answer=answer, wished=wished), "beside": (*_others(case), *owed)}


def _others(case: Case) -> tuple[Duty, ...]:
    return beside.without(case.beside, beside.MEETING, beside.PROPOSAL)


def _holder(case: Case) -> str:
    """Who has the case now, where the organ that invited has it no more."""
    return case.unit or case.bureau


def recorded(turn: Turn) -> Changes:
    """An officer was told the answer."""
    wished = turn.values.get("wished")
    day = date.fromisoformat(wished) if wished else None
    return answered(turn.case, Answer(turn.values["attends"]), day, turn.world)


def met(turn: Turn) -> Changes:
    return {"appointment": None, "beside": _others(turn.case)}


def meet_by(case: Case, world: World) -> date | None:
    """Returns the last day to meet the petitioner, where the case's profile promises one."""
    if case.arrived is None or "meet" not in shipped_table()[case.profile]:
        return None
    return world.term("meet", case.profile, case.arrived).limit


def hearing_in_time(turn: Turn) -> None:
    if turn.values["about"] != HEARING:
        return
    if turn.case.state not in HEARD_IN:
        raise Unlawful(OUT_OF_ORDER, "31(1)(6)", "no_hearing_yet")
    ahead = clocks.row("hearing", turn.case.profile).length or 0
    if turn.day("on") < turn.world.today + timedelta(days=ahead):
        raise Unlawful(NOT_ALLOWED, "31(1)(6)", "hearing_soon", days=ahead)


def is_invited(turn: Turn) -> None:
    if turn.case.appointment is None:
        raise Unlawful(OUT_OF_ORDER, "", "not_invited")


_OPEN = frozenset(CaseState) - ENDED
_DESK = ("handle", "approve", "register", "forward", "supervise")

ROWS: tuple[ActionRule, ...] = (
    ActionRule(
        *(Action.INVITE, _OPEN, _DESK, Who.PARTY, "31(1)(6)", ("about", "on", "place")),
        invited,
        takes=("at", "note"),
        when=(guards.no_accusation,),
        check=(guards.ahead("on", "31(1)(6)"), hearing_in_time),
        letter="hearing",
        node="invited",
    ),
    ActionRule(
        *(Action.ANSWER, _OPEN, _DESK, Who.PARTY, "31(1)(6)", ("attends",)),
        recorded,
        takes=("wished", "note"),
        when=(is_invited,),
    ),
    ActionRule(
        *(Action.MEET, _OPEN, _DESK, Who.PARTY, "31(1)(6)", ("came",)),
        met,
        takes=("on", "note"),
        when=(is_invited,),
        check=(guards.not_ahead,),
    ),
)
