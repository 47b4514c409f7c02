"""What a case is at one moment. It is derived from the case's events alone: `after` applies one event to it.

Articles without a name are those of the Regulation on Petitions (信访工作条例, 2022).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from core.petition import Purpose

SIXTH_WAY = 6
"""Of the six ways of art. 31 (1) the one that has the sixty days and the reviews."""


class CaseState(StrEnum):
    REGISTERED = "registered"
    CLASSIFIED = "classified"
    FORWARDED = "forwarded"
    ASSIGNED = "assigned"
    OBJECTED = "objected"
    DISPUTED = "disputed"
    NOTIFIED = "notified"
    ACCEPTED = "accepted"
    AGREED = "agreed"
    REPLIED = "replied"
    DELIVERED = "delivered"
    REVIEWING = "reviewing"
    REVIEWED = "reviewed"
    RECHECKING = "rechecking"
    RECHECKED = "rechecked"
    REFUSED = "refused"
    LINKED = "linked"
    CLOSED = "closed"


ENDED = frozenset({CaseState.CLOSED, CaseState.LINKED})
"""States in which nothing is owed. A linked case waits for its leading case."""


class Track(StrEnum):
    """How a unit handles what it accepted."""

    ORDINARY = "ordinary"
    SIMPLE = "simple"
    IMMEDIATE = "immediate"
    JOINT = "joint"


class Outcome(StrEnum):
    """What an opinion says of one request (art. 32), or of a suggestion (art. 29, 40)."""

    SUPPORTED = "supported"
    EXPLAINED = "explained"
    DENIED = "denied"
    ADOPTED = "adopted"
    PARTLY = "partly"
    NOTED = "noted"


OF_REQUESTS = (Outcome.SUPPORTED, Outcome.EXPLAINED, Outcome.DENIED)
OF_SUGGESTIONS = (Outcome.ADOPTED, Outcome.PARTLY, Outcome.NOTED)


class Agency(StrEnum):
    """Whether an agent filed the case, and may still act in it: the principal may take the authority back (Civil Code
    173(2))."""

    NONE = ""
    ACTS = "acts"
    WITHDRAWN = "withdrawn"


class Finding(StrEnum):
    """What a review or second review finds of the opinion before it (art. 35, 36)."""

    UPHOLD = "uphold"
    REVOKE = "revoke"
    CHANGE = "change"
    REDO = "redo"


@dataclass(frozen=True)
class Duty:
    """What is owed now. `rule`: of resources/clocks. `target`: the plain last day, `limit`: moved past days off; both
    None where the law names no number of days."""

    rule: str
    organ: str
    started: date
    target: date | None
    limit: date | None
    article: str
    profile: str

    def late(self, today: date) -> bool:
        return self.limit is not None and today > self.limit

    def as_facts(self) -> dict[str, Any]:
        days = {"started": self.started, "target": self.target, "limit": self.limit}
        return {
            "rule": self.rule,
            "organ": self.organ,
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "article": self.article,
            "profile": self.profile,
        }

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> "Duty":
        days = {name: _day(facts[name]) for name in ("target", "limit")}
        return cls(**{**facts, **days, "started": date.fromisoformat(facts["started"])})


OUTLASTING = frozenset({"pledge"})
"""Rules of duties beside the main one that stay owed once the case has ended: what a unit promised."""


class Answer(StrEnum):
    """What a petitioner says to an invitation."""

    COMES = "comes"
    ABSENT = "absent"
    OTHER_DAY = "other-day"


@dataclass(frozen=True)
class Appointment:
    """A meeting or hearing to come. `number`: version of the event that invited to it. `about`: `meeting` or `hearing`.
    `at`: the time of day as 09:30, empty if it was not said. `wished`: another day that the petitioner asked for."""

    number: int
    about: str
    on: date
    at: str
    organ: str
    answer: Answer | None = None
    wished: date | None = None

    def as_facts(self) -> dict[str, Any]:
        wished = self.wished.isoformat() if self.wished else None
        return {**vars(self), "on": self.on.isoformat(), "answer": self.answer, "wished": wished}

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> "Appointment":
        days = {"on": date.fromisoformat(facts["on"]), "wished": _day(facts["wished"])}
        return cls(**{**facts, **days, "answer": Answer(facts["answer"]) if facts["answer"] else None})


@dataclass(frozen=True)
class Pledge:
    """What a unit promised the petitioner (双向承诺书). `number`: version of the event. `by`: the day until which.
    `signed`: when the petitioner signed it; None where they did not, from which nothing follows. `kept`: when the unit
    recorded that it had done it."""

    number: int
    organ: str
    by: date
    signed: date | None = None
    kept: date | None = None

    def as_facts(self) -> dict[str, Any]:
        days = {"by": self.by, "signed": self.signed, "kept": self.kept}
        return {**vars(self), **{name: day.isoformat() if day else None for name, day in days.items()}}

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> "Pledge":
        days = {name: _day(facts[name]) for name in ("signed", "kept")}
        return cls(**{**facts, **days, "by": date.fromisoformat(facts["by"])})


@dataclass(frozen=True)
class Case:
    """A case at one moment.

    `bureau` holds it for the petition offices, `unit` is responsible for it (empty before it was handed over).
    `arrived`: the day it came to the unit. `term`: the day by which an assigned case is reported done. `matters`: how
    many matters were accepted. `delivered`: the day the last opinion reached the petitioner. `stage`: how often an
    opinion was given: 1 the unit's own, 2 reviewed, 3 reviewed twice. `suspended`: a duty that goes on once an
    objection or a link has ended. `leading`: the case whose clocks rule while this one is linked. `disputing`: the
    units of which each says that it is not competent; `decider`: who decides between them, `by_conference`: a joint
    conference does.
    `beside`: duties beside the main one (`core.cases.beside`).
    `petitioner_urged`: the day the petitioner last urged. `data_requests`: what they asked about their personal data
    and nobody answered yet.
    """

    state: CaseState = CaseState.REGISTERED
    version: int = 0
    kind: Purpose = Purpose.REQUEST
    sealed_elsewhere: bool = False
    profile: str = "statute"
    way: int | None = None
    track: Track = Track.ORDINARY
    bureau: str = ""
    unit: str = ""
    helpers: tuple[str, ...] = ()
    arrived: date | None = None
    term: date | None = None
    reported: bool = False
    designated: bool = False
    objections: int = 0
    objection_refused: bool = False
    matters: int = 0
    extended: bool = False
    hearing_days: int = 0
    supported: bool = False
    executed: bool = False
    reviewer: str = ""
    delivered: date | None = None
    stage: int = 0
    finding: Finding | None = None
    duty: Duty | None = None
    suspended: Duty | None = None
    before_link: CaseState | None = None
    leading: str = ""
    ending: str = ""
    withdrawn_officers: tuple[str, ...] = ()
    disputing: tuple[str, ...] = ()
    decider: str = ""
    by_conference: bool = False
    petitioner_urged: date | None = None
    data_requests: tuple[str, ...] = ()
    appointment: Appointment | None = None
    agency: Agency = Agency.NONE
    beside: tuple[Duty, ...] = ()
    pledge: Pledge | None = None

    @property
    def open(self) -> bool:
        return self.state not in ENDED

    @property
    def reviewable(self) -> bool:
        """Whether the petitioner may ask for a review of the last opinion: only of the sixth way, and twice at most
        (art. 34 to 36)."""
        sixth = self.kind is Purpose.REQUEST and self.way in (None, SIXTH_WAY)
        return sixth and self.stage in (1, 2) and self.delivered is not None


@dataclass(frozen=True)
class CaseChange:
    """One event of a case, as far as it changes the case: new values by field of `Case`; `duty` among them where it
    changes. Values are those of JSON."""

    version: int
    changes: Mapping[str, Any]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_READ: Mapping[str, Callable[[Any], Any]] = {
    "state": CaseState,
    "kind": Purpose,
    "track": Track,
    "agency": Agency,
    "finding": lambda value: Finding(value) if value else None,
    "before_link": lambda value: CaseState(value) if value else None,
    **dict.fromkeys(("arrived", "term", "delivered", "petitioner_urged"), _day),
    **dict.fromkeys(("duty", "suspended"), lambda value: Duty.of_facts(value) if value else None),
    **dict.fromkeys(("helpers", "withdrawn_officers", "disputing", "data_requests"), tuple),
    "appointment": lambda value: Appointment.of_facts(value) if value else None,
    "pledge": lambda value: Pledge.of_facts(value) if value else None,
    "beside": lambda value: tuple(Duty.of_facts(each) for each in value),
}


def after(case: Case, event: CaseChange) -> Case:
    """Returns the case after the event. A duty beside the main one ends when its organ no longer has the case, or the
    case has ended; so does an appointment then."""
    new = {name: _READ[name](value) if name in _READ else value for name, value in event.changes.items()}
    later = replace(case, version=event.version, **new)
    having = {later.bureau, later.unit, later.reviewer}
    beside = tuple(each for each in later.beside if each.organ in having and (later.open or each.rule in OUTLASTING))
    return replace(later, beside=beside, appointment=later.appointment if later.open else None)


def folded(events: Iterable[CaseChange]) -> Case:
    """Returns the case after all its events, in their order."""
    case = Case()
    for event in events:
        case = after(case, event)
    return case


def as_json(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Returns new values by field as JSON has them."""
    return {name: _plain(value) for name, value in changes.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Duty | Appointment | Pledge):
        return value.as_facts()
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
