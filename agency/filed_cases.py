"""A case that an agent filed, as this terminal knows it: how far it got, what is owed in it by which clock, whether the
agent may still act. Nothing is asked of the platform here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from agency.agent_key import AgentKey
from agency.filings import AgentFiling, Filings
from core.case import CaseStep
from core.cases.both_terms import OfficeTerms, both
from core.cases.clock_table import STATUTE
from core.cases.clocks import term
from core.petition import Purpose
from core.settings import Settings, merge_remote
from core.wire import CaseEvent
from core.working_days import Calendar, shipped
from sync.feed import WITHDRAWN
from sync.item import Item
from sync.terminal import Terminal

OPENED: Mapping[str, str] = {
    "register": "forward",
    "agree-objection": "forward",
    "forward": "told-unit",
    "assign": "told-unit",
    "settle": "told-unit",
    "refuse-objection": "told-unit",
    "object": "objection-answer",
    "dispute": "dispute",
    "notify": "procedure",
    "accept": "handle",
    "mediate": "execute",
    "reply": "deliver",
    "review": "deliver",
    "recheck": "deliver",
    "refuse": "deliver",
    "refuse-again": "deliver",
    "deliver": "close",
    "review-request": "review",
    "recheck-request": "recheck",
}
"""The rule (resources/clocks) of what is owed after an event. After the delivery something else may be owed as well,
which a terminal is not told; then it is the petitioner's turn all the same, to say whether they agree."""
BY_LAW = frozenset({"forward", "told-unit", "handle", "review", "recheck"})
"""Rules of which the law itself says the days (art. 22, 23, 34 to 36)."""
PETITIONERS = frozenset({"close"})
SOON = 0.8
"""The share of a term after which its end is near (casework 6.1)."""


class Light(StrEnum):
    NONE = "none"
    IN_TIME = "in_time"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True)
class Period:
    """A stretch in which one thing was owed. `number`: of the event that opened it, 0 for the registration itself.
    `limit`: the last day, as the platform told it last; None where it told none. `law`: the law's own last day where a
    shorter one was promised. `moved`: the last day was moved since. `ended`: the event that ended it."""

    rule: str
    number: int
    started: date
    limit: date | None
    law: date | None = None
    moved: bool = False
    ended: CaseEvent | None = None

    @property
    def petitioners(self) -> bool:
        return self.rule in PETITIONERS

    def light(self, today: date) -> Light:
        if self.limit is None or self.petitioners:
            return Light.NONE
        if today > self.limit:
            return Light.LATE
        gone, whole = (today - self.started).days, (self.limit - self.started).days
        return Light.SOON if gone >= whole * SOON else Light.IN_TIME


@dataclass(frozen=True, repr=False)
class FiledCase:
    """`events`: what the platform told, in its order. `periods`: what was owed, one after another; the last is owed now
    unless it has ended. `last_day`: of the authority, or of a later letter for the same case."""

    filing: AgentFiling
    item: Item
    events: tuple[CaseEvent, ...]
    periods: tuple[Period, ...]
    last_day: date | None

    @property
    def case_number(self) -> str:
        return self.item.receipt.case_number if self.item.receipt else ""

    @property
    def joined(self) -> bool:
        """Whether it was joined to an earlier case, which has the code and the clocks."""
        return self.item.receipt is not None and not self.item.receipt.query_code

    @property
    def withdrawn(self) -> CaseEvent | None:
        """Returns the event by which the principal took the authority back."""
        return next((each for each in self.events if each.action == WITHDRAWN), None)

    @property
    def closed(self) -> CaseEvent | None:
        """Returns the event with which the case ended; None while it is open."""
        last = self.events[-1] if self.events else None
        ends = [each for each in self.events if each.step is CaseStep.CLOSED]
        return ends[0] if last and last.step is CaseStep.CLOSED else None

    @property
    def owed(self) -> Period | None:
        """Returns what is owed now."""
        last = self.periods[-1] if self.periods else None
        return last if last and last.ended is None else None

    def light(self, today: date) -> Light:
        return self.owed.light(today) if self.owed else Light.NONE


def filed_cases(here: Terminal, agent: str, key: AgentKey, now: datetime, own: Settings) -> list[FiledCase]:
    """Returns the cases of an agent who is signed in, in the order in which they were filed. Raises SealBroken,
    StoreProblem."""
    items = {each.item: each for each in here.submissions.items()}
    filings = Filings(here.store, agent, key).listed(items, now)
    days, settled = _terms(here, own)
    feed = {each.item: tuple(here.feed.passed(str(each.item))) for each in filings}
    return [
        FiledCase(
            filing=each,
            item=items[each.item],
            events=feed[each.item],
            periods=periods(items[each.item], feed[each.item], days, settled),
            last_day=_last_day(each, items[each.item], filings),
        )
        for each in filings
    ]


def periods_of_all(here: Terminal, own: Settings) -> list[tuple[Item, tuple[Period, ...]]]:
    """Returns all items of the terminal, by whomever they were filed, with what was owed. Raises StoreProblem."""
    days, settled = _terms(here, own)
    return [
        (each, periods(each, tuple(here.feed.passed(str(each.item))), days, settled))
        for each in here.submissions.items()
    ]


def _terms(here: Terminal, own: Settings) -> tuple[Calendar, OfficeTerms]:
    """Returns the days off and the terms that the platform told, as far as it told any."""
    said = here.feed.bulletin()
    settled = merge_remote(own, said.settings if said else {}).terms.settled
    return said.calendar if said else shipped(), settled


def _last_day(filing: AgentFiling, item: Item, all_filings: Iterable[AgentFiling]) -> date | None:
    """A later letter for the same case came with a supplement to it."""
    number = item.receipt.case_number if item.receipt else ""
    added = [each.last_day for each in all_filings if number and each.supplements == number]
    return max((each for each in (filing.last_day, *added) if each), default=None)


def periods(item: Item, events: tuple[CaseEvent, ...], days: Calendar, settled: OfficeTerms) -> tuple[Period, ...]:
    """Returns what was owed, one after another. Of an accusation no day is told, and of what was joined to another case
    the other tells."""
    receipt = item.receipt
    if receipt is None or not receipt.query_code or item.kind is Purpose.ACCUSATION:
        return ()
    registered = receipt.registered_at.date()
    first = both("forward", registered, days, settled)
    law = first.law.limit if first.law else None
    found = [Period("forward", 0, registered, first.promised.limit, law)]
    for event in events:
        last = found[-1]
        if last.ended:
            continue
        if event.step is CaseStep.CLOSED:
            found[-1] = replace(last, ended=event)
        elif event.action == "register":
            found[-1] = replace(last, limit=event.due or last.limit)
        elif event.action in OPENED:
            found[-1] = replace(last, ended=event)
            found.append(_opened(event, days, settled))
        elif event.due != last.limit:
            found[-1] = replace(last, limit=event.due, law=None, moved=True)
    return tuple(found)


def _opened(event: CaseEvent, days: Calendar, settled: OfficeTerms) -> Period:
    rule, since = OPENED[event.action], event.at.astimezone().date()
    law = None
    if rule in BY_LAW and settled.profile != STATUTE:
        own = term(rule, STATUTE, since, days, roll_over=settled.roll_over).limit
        law = own if own and event.due and event.due < own else None
    return Period(rule, event.number, since, event.due, law)
