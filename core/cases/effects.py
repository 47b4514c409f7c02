"""What each action makes of a case: the new values, the state and the duty among them."""

from dataclasses import replace
from datetime import date
from typing import Any

from core.cases import beside
from core.cases.actions import Changes
from core.cases.clocks import extended
from core.cases.state import SIXTH_WAY, Agency, Case, CaseState, Duty, Finding, Outcome, Track
from core.cases.turn import Turn, World, reckoned, until
from core.petition import Purpose


def nothing(_turn: Turn) -> Changes:
    return {}


def classified(turn: Turn) -> Changes:
    kind = Purpose(turn.values["kind"])
    profile = turn.values.get("profile", turn.case.profile)
    case = replace(turn.case, kind=kind, profile=profile)
    duty = case.duty
    if duty and profile != turn.case.profile:
        duty = reckoned("forward", case, duty.organ, duty.started, turn.world)
    way = turn.values.get("way") if kind is Purpose.REQUEST else None
    return {"state": CaseState.CLASSIFIED, "kind": kind, "profile": profile, "way": way, "duty": duty}


def forwarded(turn: Turn) -> Changes:
    """To a unit, whose clock starts today; or to a bureau below, which has what is left of the days to forward."""
    unit, today = turn.values["unit"], turn.world.today
    if turn.world.organs.kind(unit) == "bureau":
        assert turn.case.duty is not None
        return {"state": CaseState.CLASSIFIED, "bureau": unit, "duty": replace(turn.case.duty, organ=unit)}
    rule = "discipline" if turn.case.kind is Purpose.ACCUSATION else _to_unit(turn.case)
    return {
        "state": CaseState.FORWARDED,
        "unit": unit,
        "helpers": tuple(dict.fromkeys(each for each in turn.values.get("units", []) if each != unit)),
        "arrived": today,
        "term": None,
        "reported": False,
        "objection_refused": False,
        "duty": reckoned(rule, turn.case, unit, today, turn.world),
    }


def assigned(turn: Turn) -> Changes:
    """With a term, until which the unit reports what it did (交办)."""
    return {**forwarded(turn), "state": CaseState.ASSIGNED, "term": date.fromisoformat(turn.values["term"])}


def designated(turn: Turn) -> Changes:
    """By the common superior of those who all say that it is not theirs (art. 24)."""
    return {**assigned(turn), "designated": True, "suspended": None}


def objected(turn: Turn) -> Changes:
    return {
        "state": CaseState.OBJECTED,
        "objections": turn.case.objections + 1,
        "suspended": turn.case.duty,
        "duty": reckoned("objection-answer", turn.case, turn.case.bureau, turn.world.today, turn.world),
    }


def came_back(turn: Turn) -> Changes:
    return {
        "state": CaseState.CLASSIFIED,
        "unit": "",
        "helpers": (),
        "arrived": None,
        "term": None,
        "suspended": None,
        "duty": reckoned("forward", turn.case, turn.case.bureau, turn.world.today, turn.world),
    }


def stays(turn: Turn) -> Changes:
    """The unit keeps it, with the days it had: objecting wins no time."""
    state = CaseState.ASSIGNED if turn.case.term else CaseState.FORWARDED
    return {"state": state, "objection_refused": True, "duty": turn.case.suspended, "suspended": None}


def notified(turn: Turn) -> Changes:
    """What is owed next: acceptance, the result of another procedure, or what was done with a suggestion."""
    case, way, since = turn.case, turn.values.get("way"), turn.world.today
    rule = "accept" if way == SIXTH_WAY else "procedure"
    if case.kind is Purpose.SUGGESTION:
        rule, way, since = "suggestion", None, case.arrived or since
    return {"state": CaseState.NOTIFIED, "way": way, "duty": reckoned(rule, case, case.unit, since, turn.world)}


def accepted(turn: Turn) -> Changes:
    case = replace(turn.case, track=Track(turn.values.get("track", Track.ORDINARY)))
    return {
        "state": CaseState.ACCEPTED,
        "way": SIXTH_WAY,
        "track": case.track,
        "matters": len(turn.values["matters"]),
        "duty": _handling(case, turn.world),
    }


def refused(turn: Turn) -> Changes:
    ending = "refused-again" if "earlier" in turn.values else "refused"
    return {"state": CaseState.REFUSED, "ending": ending, "duty": _deliver(turn)}


def extension(turn: Turn) -> Changes:
    duty = turn.case.duty
    assert duty is not None
    world = turn.world
    first = world.term(duty.rule, turn.case.profile, duty.started)
    before = replace(first, target=duty.target, limit=duty.limit)
    longer = extended(before, turn.values["days"], world.calendar, roll_over=world.roll_over)
    return {"extended": True, "duty": replace(duty, target=longer.target, limit=longer.limit)}


def heard(turn: Turn) -> Changes:
    """The time of a hearing does not count in a second review (art. 36); elsewhere it does."""
    days = (turn.day("until") - turn.day("on")).days + 1
    changes: dict[str, Any] = {"hearing_days": turn.case.hearing_days + days}
    duty = turn.case.duty
    if turn.case.appointment and turn.case.appointment.about == "hearing":
        changes["appointment"] = None
        changes["beside"] = beside.without(turn.case.beside, beside.MEETING, beside.PROPOSAL)
    if turn.case.state is CaseState.RECHECKING and duty:
        total = changes["hearing_days"]
        found = turn.world.term(duty.rule, turn.case.profile, duty.started, total)
        changes["duty"] = replace(duty, target=found.target, limit=found.limit)
    return changes


def agreed(turn: Turn) -> Changes:
    by = date.fromisoformat(turn.values["by"])
    duty = until("execute", turn.case, turn.case.unit, by, turn.world)
    return {"state": CaseState.AGREED, "duty": duty}


def replied(turn: Turn) -> Changes:
    outcomes = turn.values.get("outcomes", [])
    unit = turn.case.unit or turn.actor.organ
    return {
        "state": CaseState.REPLIED,
        "stage": 1,
        "unit": unit,
        "supported": Outcome.SUPPORTED in outcomes,
        "executed": False,
        "term": turn.case.term,
        "duty": _deliver(turn),
    }


def delivered(turn: Turn) -> Changes:
    case = replace(turn.case, delivered=turn.day("on"))
    if case.state is CaseState.REFUSED:
        return {"state": CaseState.CLOSED, "delivered": case.delivered, "duty": None}
    if case.finding is Finding.REDO and case.state in (CaseState.REVIEWED, CaseState.RECHECKED):
        again = replace(case, extended=False, track=Track.ORDINARY)
        return {
            "state": CaseState.ACCEPTED,
            "delivered": case.delivered,
            "finding": None,
            "extended": False,
            "track": Track.ORDINARY,
            "duty": _handling(again, turn.world),
        }
    return {"delivered": case.delivered, **owed_after(case, turn.world)}


def extension_told(turn: Turn) -> Changes:
    """The letter of the extension, or of a hearing, has reached the petitioner: nothing else changes."""
    return {}


def completed(turn: Turn) -> Changes:
    case = replace(turn.case, reported=True)
    return {"reported": True, **owed_after(case, turn.world)}


def ended_elsewhere(turn: Turn) -> Changes:
    ending = "discipline" if turn.case.kind is Purpose.ACCUSATION else "procedure"
    return {"state": CaseState.CLOSED, "ending": ending, "duty": None}


def executed(turn: Turn) -> Changes:
    case = replace(turn.case, executed=True)
    if case.state is CaseState.AGREED:
        return {"state": CaseState.CLOSED, "executed": True, "ending": "agreed", "duty": None}
    return {"executed": True, **owed_after(case, turn.world)}


def review_asked(turn: Turn) -> Changes:
    reviewer = turn.values.get("organ") or turn.world.organs.superior(turn.case.unit) or ""
    duty = reckoned("review", turn.case, reviewer, turn.day("on"), turn.world)
    return {"state": CaseState.REVIEWING, "reviewer": reviewer, "duty": duty}


def recheck_asked(turn: Turn) -> Changes:
    reviewer = turn.values.get("organ") or turn.world.organs.superior(turn.case.reviewer) or ""
    duty = reckoned("recheck", turn.case, reviewer, turn.day("on"), turn.world)
    return {"state": CaseState.RECHECKING, "reviewer": reviewer, "hearing_days": 0, "duty": duty}


def reviewed(turn: Turn) -> Changes:
    state = CaseState.REVIEWED if turn.case.state is CaseState.REVIEWING else CaseState.RECHECKED
    changes: dict[str, Any] = {"state": state, "finding": Finding(turn.values["finding"]), "duty": _deliver(turn)}
    if outcomes := turn.values.get("outcomes"):
        changes["supported"] = Outcome.SUPPORTED in outcomes
    return {**changes, "stage": 2 if state is CaseState.REVIEWED else 3}


def withdrawn(_turn: Turn) -> Changes:
    return {"state": CaseState.CLOSED, "ending": "withdrawn", "duty": None, "suspended": None, "beside": ()}


def visited(turn: Turn) -> Changes:
    if turn.case.duty and turn.case.duty.rule == "visit":
        return owed_after(turn.case, turn.world)
    return {}


def linked(turn: Turn) -> Changes:
    """Its clocks rest while those of the leading case rule; other relations change nothing."""
    if turn.values["relation"] != "same-matter":
        return {}
    return {
        "state": CaseState.LINKED,
        "before_link": turn.case.state,
        "leading": turn.values["case"],
        "suspended": turn.case.duty,
        "duty": None,
    }


def unlinked(turn: Turn) -> Changes:
    if turn.case.state is not CaseState.LINKED:
        return {}
    return {
        "state": turn.case.before_link,
        "before_link": None,
        "leading": "",
        "duty": turn.case.suspended,
        "suspended": None,
    }


def closed(_turn: Turn) -> Changes:
    return {"state": CaseState.CLOSED, "ending": "no-review", "duty": None}


def recused(turn: Turn) -> Changes:
    return {"withdrawn_officers": (*turn.case.withdrawn_officers, turn.values.get("officer") or turn.actor.login)}


def petitioner_urged(turn: Turn) -> Changes:
    return {"petitioner_urged": turn.world.today}


def data_requested(turn: Turn) -> Changes:
    return {"data_requests": (*turn.case.data_requests, turn.values["request"])}


def authority_withdrawn(_turn: Turn) -> Changes:
    return {"agency": Agency.WITHDRAWN}


def data_request_answered(turn: Turn) -> Changes:
    return {"data_requests": tuple(each for each in turn.case.data_requests if each != turn.values["request"])}


def dissatisfied(case: Case, world: World) -> Changes:
    """The petitioner is not satisfied: the bureau visits and asks why, even where the case was closed (art. 41)."""
    if case.state not in (CaseState.DELIVERED, CaseState.CLOSED):
        return {}
    return {"state": CaseState.DELIVERED, "duty": reckoned("visit", case, case.bureau, world.today, world)}


def owed_after(case: Case, world: World) -> Changes:
    """What is owed once an opinion was delivered: the report to whoever assigned it, its execution, or that the case is
    closed when the petitioner can no longer ask for a review. A case of which nothing is owed any more is closed."""
    duty = _next(case, world)
    if duty is None:
        return {"state": CaseState.CLOSED, "ending": case.ending or "answered", "duty": None}
    return {"state": CaseState.DELIVERED, "duty": duty}


def _next(case: Case, world: World) -> Duty | None:
    if case.term and not case.reported:
        return until("assigned", case, case.unit, case.term, world)
    if case.supported and not case.executed:
        return reckoned("execute", case, case.unit, case.delivered or world.today, world)
    if not case.reviewable or case.delivered is None:
        return None
    window = world.term("review-ask" if case.stage == 1 else "recheck-ask", case.profile, case.delivered)
    if window.limit and world.today > window.limit:
        return None
    return replace(until("close", case, case.bureau, window.limit, world), target=window.target)


def _to_unit(case: Case) -> str:
    return "simple-decide" if case.profile == "simple" else "told-unit"


def _handling(case: Case, world: World) -> Duty:
    simple = case.track is Track.SIMPLE or case.profile == "simple"
    by = replace(case, profile="simple") if simple else case
    return reckoned("simple-reply" if simple else "handle", by, case.unit, world.today, world)


def _deliver(turn: Turn) -> Duty:
    return reckoned("deliver", turn.case, turn.actor.organ, turn.world.today, turn.world)
