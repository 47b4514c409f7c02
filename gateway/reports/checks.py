"""规范化核验: checks of the record of a case, a row each. A check says yes, no, or None where it does not apply (yet).

What the record cannot tell is not checked (docs/limits.md).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.cases.actions import Action
from core.cases.clock_table import Unit
from core.cases.clocks import most_extension
from core.cases.clocks import row as clock
from core.cases.state import OF_REQUESTS, OF_SUGGESTIONS, CaseState, Finding
from core.cases.termination import TERMINATED
from core.petition import Purpose
from gateway.cases.duties import DutyLine
from gateway.clock import CHINA
from gateway.keys.keyring import BUREAU
from gateway.reports.cohort import DROPS_OUT
from gateway.reports.record import Happened, Record

Answer = bool | None
_HANDLING = ("handle", "simple-reply")


@dataclass(frozen=True)
class Check:
    """`stage`: of the case's way. `article`: empty where it is only order."""

    name: str
    stage: str
    article: str
    passes: Callable[[Record], Answer]


def _all(found: Iterable[bool]) -> Answer:
    """None where there is nothing of the kind."""
    answers = list(found)
    return all(answers) if answers else None


def _place_known(record: Record) -> Answer:
    return bool(record.row["place_code"])


def _category_known(record: Record) -> Answer:
    return bool(record.row["category"]) if record.row["recipient_set"] == BUREAU else None


def _files_here(record: Record) -> Answer:
    return record.wanted == 0


def in_time(*rules: str) -> Callable[[Record], Answer]:
    """Every duty of these rules ended by its last day, or that has not passed. One that was withdrawn, merged or given
    back by then is not looked at, nor one without a number of days."""

    def passes(record: Record) -> Answer:
        answers = (_in_time(each, record.today) for each in record.owed(*rules))
        return _all(each for each in answers if each is not None)

    return passes


def _in_time(duty: DutyLine, today: date) -> Answer:
    if duty.limit is None:
        return None
    day = duty.ended.astimezone(CHINA).date() if duty.ended else today
    if duty.outcome in DROPS_OUT:
        return None if day <= duty.limit else False
    return day <= duty.limit


def _way_named(record: Record) -> Answer:
    told = record.did(Action.NOTIFY)
    return _all(each.after.way is not None for each in told if each.after.kind is Purpose.REQUEST)


def _matters_listed(record: Record) -> Answer:
    return _all(each.after.matters > 0 for each in record.did(Action.ACCEPT))


def _days_right(record: Record) -> Answer:
    """The plain last day of handling is that of the law or the promise, or an extension's."""
    return _all(_length_right(each) for each in record.owed(*_HANDLING) if _counts_days(each))


def _counts_days(duty: DutyLine) -> bool:
    found = clock(duty.rule, duty.profile)
    return duty.target is not None and found.length is not None and found.unit is Unit.DAYS


def _length_right(duty: DutyLine) -> bool:
    length = clock(duty.rule, duty.profile).length
    assert duty.target and length
    return 0 <= (duty.target - duty.started).days - length <= most_extension(duty.rule, duty.profile)


def _recused_stay_out(record: Record) -> Answer:
    later = [each for each in record.events if each.before.withdrawn_officers]
    return _all(each.officer not in each.before.withdrawn_officers for each in later)


def _limit_before(extension: Happened) -> date | None:
    return extension.before.duty.limit if extension.before.duty else None


def _day(happened: Happened) -> date:
    said = happened.facts.get("on")
    return date.fromisoformat(said) if said else happened.at.astimezone(CHINA).date()


def _extended_in_time(record: Record) -> Answer:
    days = ((each.at.astimezone(CHINA).date(), _limit_before(each)) for each in record.did(Action.EXTEND))
    return _all(limit is not None and day <= limit for day, limit in days)


def _extended_once_and_shortly(record: Record) -> Answer:
    return _all(_short(each) for each in record.did(Action.EXTEND))


def _short(extension: Happened) -> bool:
    duty, days = extension.before.duty, extension.facts.get("days")
    fits = duty is not None and isinstance(days, int) and 1 <= days <= most_extension(duty.rule, duty.profile)
    return fits and not extension.before.extended


def _extension_told(record: Record) -> Answer:
    """It was delivered before the old last day was over; what can still be is not asked yet."""
    answers = (_told(record, each) for each in record.did(Action.EXTEND))
    return _all(each for each in answers if each is not None)


def _told(record: Record, extension: Happened) -> Answer:
    limit = _limit_before(extension)
    later = (each for each in record.did(Action.DELIVER) if each.version > extension.version)
    told = [_day(each) for each in later if each.facts.get("document") == "extend"]
    if told and limit:
        return min(told) <= limit
    return None if limit and record.today <= limit else False


def _each_answered(record: Record) -> Answer:
    return _all(_answers_each(each) for each in record.did(Action.REPLY))


def _answers_each(reply: Happened) -> bool:
    suggestion = reply.before.kind is Purpose.SUGGESTION
    outcomes = reply.facts.get("outcomes", [])
    wanted = 1 if suggestion else max(reply.before.matters, 1)
    return len(outcomes) == wanted and set(outcomes) <= set(OF_SUGGESTIONS if suggestion else OF_REQUESTS)


def _finding_named(record: Record) -> Answer:
    return _all(each.facts.get("finding") in set(Finding) for each in record.did(Action.REVIEW, Action.RECHECK))


def _delivery_said(record: Record) -> Answer:
    return _all(bool(each.facts.get("how")) for each in record.did(Action.DELIVER))


def _execution_known(record: Record) -> Answer:
    case = record.case
    closed = case.state is CaseState.CLOSED and case.ending in ("answered", "no-review")
    return case.executed if closed and case.supported else None


_ENDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "answered": ((Action.REPLY,), (Action.DELIVER,)),
    "no-review": ((Action.REPLY,), (Action.DELIVER,)),
    "refused": ((Action.REFUSE,), (Action.DELIVER,)),
    "refused-again": ((Action.REFUSE_AGAIN,), (Action.DELIVER,)),
    "agreed": ((Action.MEDIATE,), (Action.EXECUTE,)),
    "procedure": ((Action.COMPLETE,),),
    "discipline": ((Action.COMPLETE,),),
    "withdrawn": ((Action.WITHDRAW,),),
    TERMINATED: ((Action.TERMINATE,),),
}
"""What must have happened before a case is closed with an ending; nobody closes one without."""


def _end_has_its_acts(record: Record) -> Answer:
    if record.case.state is not CaseState.CLOSED:
        return None
    return record.case.ending in _ENDS and all(record.did(*each) for each in _ENDS[record.case.ending])


def _in_order(record: Record) -> Answer:
    """No event is missing, and none is dated before the one it follows."""
    versions = [each.version for each in record.events]
    at = [each.at for each in record.events]
    return bool(at) and versions == list(range(versions[0], versions[0] + len(versions))) and at == sorted(at)


def _one_duty(record: Record) -> Answer:
    """An open case owes one thing, to one organ; one that has ended nothing."""
    open_ones = [each for each in record.duties if each.ended is None and not each.beside]
    return len(open_ones) == (1 if record.case.open else 0)


def _row_agrees(record: Record) -> Answer:
    case, row = record.case, record.row
    told = (case.state, case.version, case.bureau, case.unit, case.ending)
    return told == tuple(row[name] for name in ("step", "version", "bureau", "handler", "ending"))


CHECKS: tuple[Check, ...] = (
    Check("place-known", "registration", "21", _place_known),
    Check("category-known", "registration", "21", _category_known),
    Check("files-here", "registration", "21", _files_here),
    Check("forwarded-in-time", "forwarding", "22(1)", in_time("forward")),
    Check("told-in-time", "telling", "23(3)", in_time("told-unit", "simple-decide")),
    Check("way-named", "telling", "23(3)", _way_named),
    Check("matters-listed", "acceptance", "34", _matters_listed),
    Check("days-right", "acceptance", "34", _days_right),
    Check("recused-stay-out", "handling", "28", _recused_stay_out),
    Check("ended-in-time", "handling", "34", in_time(*_HANDLING)),
    Check("assigned-in-time", "handling", "22(1)(3)", in_time("assigned")),
    Check("extended-in-time", "extension", "34", _extended_in_time),
    Check("extended-once-and-shortly", "extension", "34", _extended_once_and_shortly),
    Check("extension-told", "extension", "34", _extension_told),
    Check("each-request-answered", "opinion", "32", _each_answered),
    Check("delivered-in-time", "opinion", "35", in_time("deliver")),
    Check("delivery-said", "opinion", "35", _delivery_said),
    Check("reviewed-in-time", "review", "35", in_time("review")),
    Check("rechecked-in-time", "review", "36", in_time("recheck")),
    Check("finding-named", "review", "35, 36", _finding_named),
    Check("executed-in-time", "closing", "32(2)", in_time("execute")),
    Check("execution-known", "closing", "32(2)", _execution_known),
    Check("end-has-its-acts", "closing", "", _end_has_its_acts),
    Check("in-order", "file", "", _in_order),
    Check("one-duty", "file", "", _one_duty),
    Check("row-agrees", "file", "", _row_agrees),
)
