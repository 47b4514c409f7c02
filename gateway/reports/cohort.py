"""Whom a rate counts: duties by their last day, judgements by the day they were given; each with its groups.

A duty counts in the period in which its last day fell and has passed, so that what lies open and late counts against
whoever owes it. One that was withdrawn, merged or given back drops out only if that came in time: nobody betters a
figure by ending late. A period that is over keeps its figures, except where an objection or a link that was taken back
gives a duty of then back.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from core.case import Grade
from core.petition import Channel, Purpose
from gateway.cases.opening import CHANNEL, FIRST
from gateway.clock import CHINA
from gateway.keys.keyring import BUREAU
from gateway.staff.organs import OrganTree
from gateway.storage.case_tables import authorities, duties
from gateway.storage.schema import cases, evaluations, events

PAGE_SIZE = 500
DROPS_OUT = frozenset({"withdrawn", "linked", "objected", "disputed"})
"""How a duty ended that nobody owes any more: what it asked is owed elsewhere, or not at all."""


class By(StrEnum):
    ORGAN = "organ"
    PLACE = "place"
    CATEGORY = "category"
    CHANNEL = "channel"
    KIND = "kind"


class RateName(StrEnum):
    """及时受理率 of bureaus and of units, and of bureaus for what goes to the discipline organ; 按期办结率; 按期答复率;
    满意率 and 满意 alone, of bureau and unit."""

    FORWARDED = "forwarded-in-time"
    HANDED_TO_DISCIPLINE = "handed-to-discipline-in-time"
    TOLD = "told-in-time"
    ENDED = "ended-in-time"
    ANSWERED = "answered-in-time"
    SATISFIED_BUREAU = "satisfied-with-bureau"
    SATISFIED_UNIT = "satisfied-with-unit"
    FULLY_BUREAU = "fully-satisfied-with-bureau"
    FULLY_UNIT = "fully-satisfied-with-unit"


RULES: Mapping[str, tuple[RateName, ...]] = {
    "forward": (RateName.FORWARDED,),
    **dict.fromkeys(("told-unit", "simple-decide"), (RateName.TOLD,)),
    **dict.fromkeys(("handle", "simple-reply", "assigned"), (RateName.ENDED, RateName.ANSWERED)),
}
"""Which rates a duty counts in, by its rule."""


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    def until_before(self, today: date) -> "Period":
        """Returns the part of it that is over."""
        return Period(self.first, min(self.last, today - timedelta(days=1)))

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment of it, and the first behind it."""
        starts = (self.first, self.last + timedelta(days=1))
        first, behind = (datetime.combine(each, time(), CHINA) for each in starts)
        return first, behind


@dataclass(frozen=True)
class Counted:
    """What counts once in the denominator of `rate`; in the numerator as well if it is `met`. `due`: the last day of a
    duty, or the day of a judgement."""

    rate: RateName
    case_number: str
    rule: str
    due: date
    met: bool
    groups: Mapping[By, str]


def of_duties(db: Connection, organs: OrganTree, period: Period, only: Collection[str] | None) -> Iterator[Counted]:
    """Yields what counts in the rates of duties. `only`: duties of these organs alone."""
    follows = duties.alias("follows")
    after = duties.alias("after")
    next_one = (
        select(func.min(after.c.version))
        .where(after.c.case_id == duties.c.case_id, after.c.version > duties.c.version, after.c.beside == 0)
        .scalar_subquery()
    )
    wanted = (
        select(
            *(duties.c.rule, duties.c.organ, duties.c.limit_on, duties.c.ended, duties.c.outcome),
            *_OF_CASE,
            follows.c.rule.label("next_rule"),
            follows.c.ended.label("next_ended"),
            follows.c.outcome.label("next_outcome"),
        )
        .join(cases, cases.c.id == duties.c.case_id)
        .outerjoin(authorities, authorities.c.case_id == cases.c.id)
        .outerjoin(events, _REGISTERED)
        .outerjoin(follows, and_(follows.c.case_id == duties.c.case_id, follows.c.version == next_one))
        .where(duties.c.rule.in_(list(RULES)), duties.c.beside == 0)
        .where(duties.c.limit_on >= period.first, duties.c.limit_on <= period.last)
        .order_by(duties.c.limit_on, duties.c.case_id, duties.c.version)
    )
    if only is not None:
        wanted = wanted.where(duties.c.organ.in_(list(only)))
    for row in db.execution_options(yield_per=PAGE_SIZE).execute(wanted).mappings():
        if row["outcome"] in DROPS_OUT and _by(row["ended"], row["limit_on"]):
            continue
        groups = _groups(row, _now(organs, row["organ"]))
        for rate in _rates_of(row):
            met = _answered(row) if rate is RateName.ANSWERED else _met(row)
            yield Counted(rate, row["number"], row["rule"], row["limit_on"], met, groups)


def _rates_of(row: RowMapping) -> tuple[RateName, ...]:
    sealed = row["recipient_set"] != BUREAU or row["kind"] == Purpose.ACCUSATION
    if sealed:
        return (RateName.HANDED_TO_DISCIPLINE,) if row["rule"] == "forward" else ()
    return RULES[row["rule"]]


def _by(ended: datetime | None, limit: date) -> bool:
    return ended is not None and ended.astimezone(CHINA).date() <= limit


def _met(row: RowMapping) -> bool:
    return row["outcome"] not in DROPS_OUT and _by(row["ended"], row["limit_on"])


def _answered(row: RowMapping) -> bool:
    """The opinion was delivered by then as well. Whoever agreed has signed the agreement; what was reported to whoever
    assigned the case was delivered before."""
    if not _met(row) or row["rule"] == "assigned" or row["next_rule"] == "execute":
        return _met(row)
    delivered = row["next_rule"] == "deliver" and row["next_outcome"] == "met"
    return delivered and _by(row["next_ended"], row["limit_on"])


def of_judgements(db: Connection, organs: OrganTree, period: Period, only: Collection[str] | None) -> Iterator[Counted]:
    """Yields what counts in the rates of satisfaction: of each case the last judgement given in the period."""
    first, behind = period.moments
    later = evaluations.alias("later")
    last = (
        select(func.max(later.c.times))
        .where(later.c.case_id == evaluations.c.case_id, later.c.at >= first, later.c.at < behind)
        .scalar_subquery()
    )
    grades = (evaluations.c.bureau.label("of_bureau"), evaluations.c.unit.label("of_unit"))
    wanted = (
        select(*grades, evaluations.c.at, cases.c.bureau, cases.c.handler, *_OF_CASE)
        .join(cases, cases.c.id == evaluations.c.case_id)
        .outerjoin(authorities, authorities.c.case_id == cases.c.id)
        .outerjoin(events, _REGISTERED)
        .where(evaluations.c.at >= first, evaluations.c.at < behind, evaluations.c.times == last)
        .order_by(evaluations.c.at, evaluations.c.case_id)
    )
    for row in db.execution_options(yield_per=PAGE_SIZE).execute(wanted).mappings():
        for organ, grade, satisfied, fully in _JUDGED:
            if only is not None and row[organ] not in only:
                continue
            groups = _groups(row, _now(organs, row[organ]))
            content = row[grade] in (Grade.SATISFIED, Grade.MOSTLY)
            for rate, met in ((satisfied, content), (fully, row[grade] == Grade.SATISFIED)):
                yield Counted(rate, row["number"], "evaluation", row["at"].date(), met, groups)


_JUDGED = (
    ("bureau", "of_bureau", RateName.SATISFIED_BUREAU, RateName.FULLY_BUREAU),
    ("handler", "of_unit", RateName.SATISFIED_UNIT, RateName.FULLY_UNIT),
)
_OF_CASE: tuple[ColumnElement[object], ...] = (
    cases.c.number,
    cases.c.recipient_set,
    cases.c.kind,
    cases.c.place_code,
    cases.c.category,
    authorities.c.case_id.label("by_agent"),
    events.c.facts.label("entered"),
)
_REGISTERED = and_(events.c.case_id == cases.c.id, events.c.version == FIRST)


def _now(organs: OrganTree, organ: str) -> str:
    """The organ that has the work today; one that no list knows any more stands as it is."""
    return organs.current(organ).id if organ in organs else organ


def _groups(row: RowMapping, organ: str) -> Mapping[By, str]:
    """Of what is sealed to others the channel is not known here; what an office entered came as it says."""
    filed = Channel.PROXY if row["by_agent"] is not None else Channel.KIOSK
    channel = json.loads(row["entered"] or "{}").get(CHANNEL, filed)
    return {
        By.ORGAN: organ,
        By.PLACE: row["place_code"],
        By.CATEGORY: row["category"],
        By.CHANNEL: channel if row["recipient_set"] == BUREAU else "",
        By.KIND: row["kind"],
    }
