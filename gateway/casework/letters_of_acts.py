"""The letter that an act makes, filled from what was given and from the record of the case.

Those of which the record knows every field are here; the others: `gateway.casework.letters_in_part`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from core.cases.actions import Action
from core.cases.termination import LAST_STAGE
from core.message import texts
from core.petition import Petition, Purpose
from gateway.cases.acts import Done
from gateway.casework.letter_fields import letter_and_facts
from gateway.casework.letters_in_part import FILLED_IN_PART
from gateway.casework.record import Fields, Record
from gateway.keys.keyring import BUREAU
from gateway.letters.documents import Document, documents_of, faults_of
from gateway.letters.letter import Answer, Facts, Letter
from gateway.letters.schema import schemas
from gateway.letters.sheet import in_full
from gateway.runtime import Runtime

OUTCOMES = {"supported": "support", "explained": "explain", "denied": "reject"}
"""The outcomes of the rules by those of the letters."""


@dataclass(frozen=True)
class Said:
    """What a letter is made from besides the record: what an officer typed, and the petition, opened beforehand."""

    typed: Mapping[str, str]
    petition: Petition | None


def letter_of(runtime: Runtime, db: Connection, done: Done, said: Said) -> tuple[Letter, Facts] | None:
    """Returns the letter of the act, and what it must agree with; None where an act has none, or none yet: one of which
    the record does not know every field is made when an officer has typed the others, now or later
    (`gateway.casework.written_letters`)."""
    kind = done.decision.rule.letter
    if not kind or done.row["recipient_set"] != BUREAU or done.written.case.kind is Purpose.ACCUSATION:
        return None
    record = Record.of(runtime, db, done, said.petition)
    fields = (FILLED.get(kind) or FILLED_IN_PART.get(kind, lambda _record: None))(record)
    if fields is None:
        return None
    made = letter_and_facts(record, kind, fields, said.typed)
    return made if kind in FILLED or said.typed or not faults_of(*made) else None


def _default(name: str) -> str:
    """In Chinese, whatever the desk's language: letters are Chinese."""
    return texts()[f"letter_default.{name}"]


def _forward(record: Record) -> Fields | None:
    unit = record.case.unit
    if not unit:
        return None  # to a bureau below, by its own list
    return {
        "addressee": record.name(unit),
        "person": record.persons,
        "registered_on": record.row["registered_at"].date(),
        "gist": record.gist,
        "tell_by": record.last_day("told-unit", record.today),
        "object_by": record.last_day("objection", record.today),
    }


def _assign(record: Record) -> Fields | None:
    fields = _forward(record)
    if fields is None or record.case.term is None:
        return None
    return {**fields, "term": record.case.term, "report": record.given.get("demand") or _default("report")}


def _to_person(record: Record) -> Fields:
    received = record.case.arrived or record.row["registered_at"].date()
    return {"addressee": record.addressee, "received_on": received}


def _notify(record: Record) -> Fields | None:
    if record.case.way is None:
        return None
    procedure = record.given.get("procedure") or _default("procedure")
    where = record.name(record.officer.organ)
    return {**_to_person(record), "way": str(record.case.way), "procedure": procedure, "where": where}


def _accept(record: Record) -> Fields | None:
    duty = record.case.duty
    if duty is None or duty.limit is None:
        return None
    days: Fields = {"accepted_on": record.today, "due_on": duty.limit}
    return {**_to_person(record), **days, "requests": tuple(record.given["matters"])}


def _refuse(record: Record) -> Fields | None:
    ground, remedy = record.given["ground"], record.given["remedy"]
    choices = schemas()["refuse"].field("ground")
    if choices is None or choices.choice(ground) is None:
        return None  # a ground in the officer's own words is put into a letter at the desk
    reasons = record.given.get("reasons") or remedy
    return {
        **_to_person(record),
        "matter": record.gist,
        "ground": ground,
        "reasons": reasons,
        "elsewhere": remedy,
        "elsewhere_term": _default("elsewhere_term"),
    }


def _extend(record: Record) -> Fields | None:
    before, after = record.before.duty, record.case.duty
    if before is None or after is None or before.limit is None or after.limit is None:
        return None
    return {
        "addressee": record.addressee,
        "accepted_on": before.started,
        "old_limit": before.limit,
        "new_limit": after.limit,
        "reasons": record.given["reasons"],
        "approved_by": _default("approved_by").format(organ=record.name(record.officer.organ)),
        "approved_on": record.today,
    }


def _reply(record: Record) -> Fields | None:
    accepted = record.words("accept")
    remedy = record.superior(record.case.unit)
    if record.case.kind is not Purpose.REQUEST or not accepted or not remedy:
        return None
    outcomes, opinion = record.given["outcomes"], record.given["opinion"]
    answers = tuple(
        Answer(request=request, outcome=OUTCOMES[outcome], opinion=opinion)
        for request, outcome in zip(record.requests, outcomes, strict=True)
    )
    return {
        **_to_person(record),
        "forwarded_by": record.name(record.case.bureau),
        "accepted_on": accepted["done_on"],
        "facts": record.given["facts"],
        "answers": answers,
        "basis": tuple(record.given["basis"].splitlines()),
        "remedy_organ": remedy,
    }


def _review(record: Record) -> Fields | None:
    """Of either level, where the opinion before it was issued here."""
    level = "review" if record.action == Action.REVIEW else "recheck"
    before = "reply" if level == "review" else "review"
    earlier = documents_of(record.db, record.row["id"], before)
    remedy = record.superior(record.case.reviewer)
    if not earlier or (level == "review" and not remedy):
        return None
    asked = record.words("review-request" if level == "review" else "recheck-request")
    last = earlier[-1]
    return {
        "addressee": record.addressee,
        "received_on": asked["done_on"],
        "earlier_organ": record.name(last.organ),
        "earlier_number": last.number,
        "earlier_on": last.made_at.date(),
        "requests": (asked.get("reasons", record.gist),),
        "examined": record.given.get("facts") or _default("examined"),
        "finding": record.given["finding"],
        "reasons": record.given["reasons"],
        "basis": tuple((record.given.get("basis") or _default("basis")).splitlines()),
        "remedy_organ": remedy,
        "hearing": "held" if record.case.hearing_days else "none",
    }


def _terminate(record: Record) -> Fields:
    last = record.last("reply", "review", "recheck")
    return {
        "addressee": record.petition.petitioner.name,
        "matter": record.gist,
        "last_opinion": _told_of(record, last) if last else "",
        "exhausted": "rechecked" if record.before.stage == LAST_STAGE else "not-asked",
        "conference": _default("conference"),
        "minutes": record.given["minutes"],
        "reasons": record.given["reasons"],
    }


def _told_of(record: Record, paper: Document) -> str:
    day, title = in_full(paper.made_at.date()), schemas()[paper.kind].title
    return _default("opinion").format(organ=record.name(paper.organ), day=day, title=title, number=paper.number)


def _data_request(record: Record) -> Fields:
    answer = {name: record.given[name] for name in ("request", "answer")}
    return {"addressee": record.addressee, **answer}


def _pledge(record: Record) -> Fields | None:
    """Written again, it says what the last pledge says."""
    by = record.said("by", Action.PLEDGE)
    return {
        "addressee": record.addressee,
        "promise": record.said("promise", Action.PLEDGE),
        "promised_by": date.fromisoformat(by) if by else "",
        "contact": record.said("contact", Action.PLEDGE),
    }


FILLED: Mapping[str, Callable[[Record], Fields | None]] = {
    "forward": _forward,
    "assign": _assign,
    "notify": _notify,
    "accept": _accept,
    "refuse": _refuse,
    "extend": _extend,
    "reply": _reply,
    "review": _review,
    "recheck": _review,
    "data-request": _data_request,
    "termination": _terminate,
    "pledge": _pledge,
}
