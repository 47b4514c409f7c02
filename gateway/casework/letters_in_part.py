"""What the record knows of letters that have fields which an officer alone can say: who chairs a hearing, what was
found and is to be done, whether the petitioner understood. The rest is typed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core.cases.actions import Action
from core.cases.fields import SEPARATORS
from gateway.cases.earlier_endings import ended_before
from gateway.casework.deliveries import OPINIONS, WAYS
from gateway.casework.record import Fields, Record
from gateway.keys import query_codes
from gateway.letters.documents import documents_of
from gateway.letters.schema import schemas

Known = dict[str, Any]
PROOF_FIELDS = {"post": "post_number", "electronic": "consent", "left": "witness", "public": "notice_where"}


def _filled(known: Known) -> Fields:
    return {name: value for name, value in known.items() if value not in ("", None, ())}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in SEPARATORS.split(text) if each.strip())


def _number(record: Record, *kinds: str) -> str:
    found = record.last(*kinds)
    return found.number if found else ""


def _choice(kind: str, field: str, said: str) -> str:
    """What was said, where it is one of the letter's choices."""
    schema = schemas()[kind].field(field)
    return said if schema and schema.choice(said) else ""


def _objection(record: Record) -> Fields:
    return _filled(
        {
            "addressee": record.name(record.case.bureau),
            "letter_number": _number(record, "forward", "assign"),
            "arrived_on": record.before.arrived,
            "reasons": record.said("reasons", Action.OBJECT),
            "competent": record.said("should_have", Action.OBJECT),
        }
    )


def _objection_answer(record: Record) -> Fields:
    agreed = record.words(Action.AGREE_OBJECTION)
    action = record.action or (Action.AGREE_OBJECTION if agreed else Action.REFUSE_OBJECTION)
    return _filled(
        {
            "addressee": record.name(record.words(Action.OBJECT).get("organ_of", "")),
            "objection_number": _number(record, "objection"),
            "decision": "agree" if action == Action.AGREE_OBJECTION else "refuse",
            "reasons": record.said("reasons", action),
        }
    )


def _hearing(record: Record) -> Fields | None:
    action = record.action or (Action.INVITE if record.words(Action.INVITE) else Action.HEAR)
    if action == Action.INVITE and record.said("about", action) != "hearing":
        return None
    return _filled(
        {
            "addressee": record.addressee,
            "matter": record.gist,
            "held_on": _day(record.said("on", action)),
            "time": record.said("at", action),
            "place": record.said("place", action),
        }
    )


def _mediation(record: Record) -> Fields:
    return _filled(
        {
            "parties": (record.addressee, record.name(record.case.unit)),
            "matter": record.gist,
            "terms": _lines(record.said("terms", Action.MEDIATE)),
            "performer": record.name(record.case.unit),
            "perform_by": _day(record.said("by", Action.MEDIATE)),
        }
    )


def _completion(record: Record) -> Fields:
    reply = record.last("reply")
    return _filled(
        {
            "addressee": record.name(record.case.bureau),
            "assigned_number": _number(record, "assign"),
            "person": record.persons,
            "requests": record.requests,
            "handling": record.said("report", Action.COMPLETE),
            "reply_number": reply.number if reply else "",
            "delivered_on": record.case.delivered,
        }
    )


def _delivery(record: Record) -> Fields:
    paper, how = record.last(*OPINIONS), record.said("how", Action.DELIVER)
    return _filled(
        {
            "document": schemas()[paper.kind].title if paper else "",
            "document_number": paper.number if paper else "",
            "addressee": record.addressee,
            "way": WAYS.get(how, how),
            PROOF_FIELDS.get(how, ""): record.said("proof", Action.DELIVER),
            "delivered_on": _day(record.said("on", Action.DELIVER)) or record.today,
            "received_by": record.said("signer", Action.DELIVER),
        }
    )


def _supervision(record: Record) -> Fields:
    duty = record.case.duty
    return _filled(
        {
            "addressee": record.name(record.case.unit or (duty.organ if duty else "")),
            "matter": record.gist,
            "ground": _choice("supervision", "ground", record.said("ground", Action.SUPERVISE)),
            "to_do": _lines(record.said("demand", Action.SUPERVISE)),
            "answer_by": _day(record.said("by", Action.SUPERVISE)),
        }
    )


def _visit(record: Record) -> Fields:
    how = record.said("method", Action.VISIT)
    told = {name: record.said(name, Action.VISIT) for name in ("notice_received", "opinion_received", "carried_out")}
    return _filled(
        {
            **told,
            "person": record.addressee,
            "visitor": record.officer.name,
            "way": "phone" if how == "telephone" else how,
            "visited_on": record.today,
            "reasons": record.said("note", Action.VISIT),
        }
    )


def _review_asked(record: Record) -> Fields:
    """Of a request for either level, accepted or not."""
    second = record.case.stage > 1
    asked = Action.RECHECK_REQUEST if second else Action.REVIEW_REQUEST
    opinion = record.last("review") if second else record.last("reply")
    duty = record.case.duty
    return _filled(
        {
            "level": "recheck" if second else "review",
            "addressee": record.addressee,
            "received_on": _day(record.said("on", asked)) or record.words(asked).get("done_on"),
            "earlier_number": opinion.number if opinion else "",
            "earlier_organ": record.name(opinion.organ) if opinion else "",
            "reasons": record.said("reasons", asked),
            "due_on": duty.limit if duty else None,
        }
    )


def _refuse_again(record: Record) -> Fields:
    named = record.said("earlier", Action.REFUSE_AGAIN)
    ended = ended_before(record.db, record.runtime, record.row, record.officer)
    papers = [
        paper
        for case in sorted(ended, key=lambda each: each["number"] != named)
        for paper in reversed(documents_of(record.db, case["id"], "recheck"))
    ]
    paper = papers[0] if papers else None
    return _filled(
        {
            "addressee": record.addressee,
            "received_on": record.case.arrived or record.row["registered_at"].date(),
            "recheck_number": paper.number if paper else "",
            "recheck_on": paper.made_at.date() if paper else None,
            "recheck_organ": record.name(paper.organ) if paper else "",
            "same": record.said("reasons", Action.REFUSE_AGAIN),
        }
    )


def _forward_told(record: Record) -> Fields:
    arrived = record.case.arrived
    return _filled(
        {
            "addressee": record.addressee,
            "registered_on": record.row["registered_at"].date(),
            "to_organ": record.name(record.case.unit),
            "forwarded_on": arrived,
            "tell_by": record.last_day("told-unit", arrived) if arrived else None,
        }
    )


def _receipt(record: Record) -> Fields:
    day, row = record.row["registered_at"].date(), record.row
    code = query_codes.for_item(record.runtime.keys, row["item"], row["sealed_code"])
    next_by = record.last_day("forward", day)
    return _filled({"addressee": record.addressee, "received_on": day, "query_code": code, "next_by": next_by})


def _signpost(record: Record) -> Fields:
    return _filled({"addressee": record.addressee, "matter": record.gist})


def _to_an_organ(record: Record) -> Fields:
    return _filled({"addressee": record.name(record.case.unit)})


FILLED_IN_PART: Mapping[str, Callable[[Record], Fields | None]] = {
    "objection": _objection,
    "objection-answer": _objection_answer,
    "hearing": _hearing,
    "mediation": _mediation,
    "completion": _completion,
    "delivery": _delivery,
    "supervision": _supervision,
    "visit": _visit,
    "review-accept": _review_asked,
    "review-refuse": _review_asked,
    "refuse-again": _refuse_again,
    "forward-told": _forward_told,
    "receipt": _receipt,
    "signpost": _signpost,
    "suggestion": _to_an_organ,
    "warning": _to_an_organ,
}
LEFT_TO_OFFICER: Mapping[str, tuple[str, ...]] = {
    "objection-answer": ("verified_by",),
    "hearing": ("public", "closed_why", "chair", "listeners", "absence"),
    "mediation": ("form",),
    "completion": ("signer", "result", "officer"),
    "supervision": ("ground", "found"),
    "visit": ("understood", "grade_bureau", "grade_unit", "wants_review"),
    "termination": ("conference", "last_opinion"),
}
"""Of the letters of acts: what neither the record nor the act says, or not always."""
