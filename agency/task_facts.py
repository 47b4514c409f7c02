"""The facts from which an agent's tasks follow. They are read off the case, never typed.

A fact has a key, by which a note refers to it; the same case gives the same facts whenever it is read. One that has
ended says by what.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agency.filed_cases import FiledCase, Period
from core.authority.letter import Power
from core.cases.clock_table import STATUTE
from core.cases.clocks import row
from core.settings import Agency
from core.wire import CaseEvent


class TaskKind(StrEnum):
    STOP = "stop"
    SUPPLY = "supply"
    TELL = "tell"
    URGE = "urge"
    SEND = "send"
    AUTHORITY = "authority"
    PAPER = "paper"
    RETURN_VISIT = "return_visit"


class Ending(StrEnum):
    """Why a task ended by itself."""

    REGISTERED = "registered"
    TAKEN_OVER = "taken_over"
    MOVED_ON = "moved_on"
    URGED = "urged"
    ANSWERED = "answered"
    NEWER_ANSWER = "newer_answer"
    NEW_LETTER = "new_letter"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DIED = "died"
    NO_MORE = "no_more"


AUTHORITY_RULE, SETTING_RULE, AT_ONCE = "authority", "setting", "Civil Code 173"
"""What sets the last day of a task, beside the rules of resources/clocks."""
TOLD = {
    "accept": "accepted",
    "notify": "notified",
    "refuse": "refused",
    "refuse-again": "refused",
    "extend": "extended",
    "invite": "invited",
    "hear": "hearing",
    "reply": "answered",
    "deliver": "delivered",
    "review": "reviewed",
    "recheck": "reviewed",
    "mediate": "agreed",
    "pledge": "pledge",
    "keep-pledge": "pledge_kept",
    "execute": "executed",
    "complete": "ended",
    "close": "ended",
    "terminate": "ended",
    "withdraw": "petition_withdrawn",
}
"""News that the principal is told of, by what happened. Steps within the offices are no news."""
WEIGHTY = frozenset({"refused", "invited", "hearing", "answered", "delivered", "reviewed"})
"""News by which a right runs out, or a day passes."""
ON_PAPER = frozenset({"notify", "accept", "refuse", "refuse-again", "extend", "reply", "review", "recheck", "mediate"})
"""What an agent who may receive documents is handed."""


@dataclass(frozen=True)
class Ended:
    ending: Ending
    on: date


@dataclass(frozen=True)
class Fact:
    """`about`: what happened, as in TOLD. `until`: the last day, `rule`: what sets it; None where nothing does."""

    key: str
    kind: TaskKind
    about: str
    since: date
    until: date | None = None
    rule: str = ""
    ended: Ended | None = None


def facts(case: FiledCase, today: date, promised: Agency) -> list[Fact]:
    """Returns all facts of a case up to today, those that have ended too."""
    found = [
        *_sending(case, today, promised),
        *_refused_by_platform(case),
        *_receipt(case, promised),
        *_news(case, promised),
        *_papers(case, promised),
        *_invitations(case, promised),
        *_late(case, today),
        *_authority(case, today, promised),
        *_handed_over(case),
        *_return_visits(case, today, promised),
    ]
    back = case.withdrawn
    if back is None:
        return found
    on = _day(back)
    stopped = [_ended(each, Ending.WITHDRAWN, on) for each in found if each.since <= on]
    return [*stopped, Fact(f"stop:{back.number}", TaskKind.STOP, "withdrawn", on, on, AT_ONCE)]


def _ended(fact: Fact, ending: Ending, on: date) -> Fact:
    if fact.ended:
        return fact
    return Fact(fact.key, fact.kind, fact.about, fact.since, fact.until, fact.rule, Ended(ending, on))


def stopped(all_facts: Iterable[Fact], ending: Ending, on: date) -> list[Fact]:
    """Returns the facts of a principal who died or wants it no longer: none of them is open any more."""
    return [each if each.kind is TaskKind.STOP else _ended(each, ending, on) for each in all_facts]


def _sending(case: FiledCase, today: date, promised: Agency) -> Iterator[Fact]:
    item = case.item
    since = item.created.date()
    due = since + timedelta(days=promised.send_days)
    if item.receipt:
        settled, ending = item.receipt.registered_at.date(), Ending.REGISTERED
    elif item.released:
        settled, ending = item.since.astimezone().date(), Ending.TAKEN_OVER
    else:
        settled, ending = None, Ending.REGISTERED
    if due <= (settled or today) and not item.quarantined:
        ended = Ended(ending, settled) if settled else None
        yield Fact(f"send:{item.item.hex}", TaskKind.SEND, "waiting", since, due, SETTING_RULE, ended)


def _refused_by_platform(case: FiledCase) -> Iterator[Fact]:
    item = case.item
    if item.quarantined:
        since = item.since.astimezone().date()
        yield Fact(f"quarantined:{item.item.hex}", TaskKind.SUPPLY, "quarantined", since)


def _receipt(case: FiledCase, promised: Agency) -> Iterator[Fact]:
    """The receipt has the query code: who was not there when it came has to be brought it."""
    receipt, key = case.item.receipt, case.item.item.hex
    if receipt is None or case.filing.receipt_given:
        return
    since = receipt.registered_at.astimezone().date()
    until = since + timedelta(days=promised.tell_days)
    if case.joined:
        yield Fact(f"joined:{key}", TaskKind.TELL, "joined", since, until, SETTING_RULE)
    else:
        yield Fact(f"receipt:{key}", TaskKind.PAPER, "receipt", since, until, SETTING_RULE)


def _news(case: FiledCase, promised: Agency) -> Iterator[Fact]:
    for event in case.events:
        if about := TOLD.get(event.action):
            yield _of_event(event, TaskKind.TELL, about, promised)


def _papers(case: FiledCase, promised: Agency) -> Iterator[Fact]:
    receives = Power.RECEIVE in case.filing.powers
    for event in case.events:
        if event.action == "pledge" or (receives and event.action in ON_PAPER):
            yield _of_event(event, TaskKind.PAPER, TOLD[event.action], promised)


def _invitations(case: FiledCase, promised: Agency) -> Iterator[Fact]:
    """An invitation wants an answer."""
    for at, event in enumerate(case.events):
        if event.action != "invite":
            continue
        later = case.events[at + 1 :]
        reply = next((each for each in later if each.action in {"answer", "meet", "hear", "invite"}), None)
        fact = _of_event(event, TaskKind.SUPPLY, "invited", promised)
        ended_by = reply or case.closed
        ending = Ending.ANSWERED if reply else Ending.CLOSED
        yield _ended(fact, ending, _day(ended_by)) if ended_by else fact


def _of_event(event: CaseEvent, kind: TaskKind, about: str, promised: Agency) -> Fact:
    since = _day(event)
    until = since + timedelta(days=promised.tell_days)
    return Fact(f"{kind}:{event.number}", kind, about, since, until, SETTING_RULE)


def _late(case: FiledCase, today: date) -> Iterator[Fact]:
    for period in case.periods:
        if period.limit is None or period.petitioners:
            continue
        since, over = period.limit + timedelta(days=1), period.ended
        if since > (_day(over) if over else today):
            continue
        yield from _urging(case, period, since, today)


def _urging(case: FiledCase, period: Period, since: date, today: date) -> Iterator[Fact]:
    """To urge, and to urge again where that did not help, as soon as the platform takes it again."""
    end = period.ended.number if period.ended else None
    urged = [
        each
        for each in case.events
        if each.action == "petitioner-urge" and each.number > period.number and (end is None or each.number < end)
    ]
    key = f"urge:{case.item.item.hex}:{period.number}"
    for event in urged:
        if _day(event) >= since:
            yield Fact(key, TaskKind.URGE, "late", since, period.limit, period.rule, Ended(Ending.URGED, _day(event)))
        again = row("petitioner-urge", STATUTE).length or 0
        key, since = f"urge:{event.number}", max(since, _day(event) + timedelta(days=again))
    over = Ended(_over(period), _day(period.ended)) if period.ended else None
    if since <= (over.on if over else today):
        yield Fact(key, TaskKind.URGE, "late", since, period.limit, period.rule, over)


def _over(period: Period) -> Ending:
    closing = period.ended is not None and period.ended.step == "closed"
    return Ending.CLOSED if closing else Ending.MOVED_ON


def _authority(case: FiledCase, today: date, promised: Agency) -> Iterator[Fact]:
    """The letter the item was filed with; a later one for the same case ends the task."""
    first, last, closed = case.filing.last_day, case.last_day, case.closed
    if first is None or case.joined:
        return
    since = max(case.item.created.date(), first - timedelta(days=promised.authority_days))
    ended = None
    if closed:
        ended = Ended(Ending.CLOSED, _day(closed))
    elif last and last > first:
        first, since = last, max(since, last - timedelta(days=promised.authority_days))
    if since <= (ended.on if ended else today):
        key = f"authority:{case.item.item.hex}:{first.isoformat()}"
        yield Fact(key, TaskKind.AUTHORITY, "ends", since, first, AUTHORITY_RULE, ended)


def _handed_over(case: FiledCase) -> Iterator[Fact]:
    """The letter names the agent before; a letter to this one came with a supplement."""
    closed, first = case.closed, case.filing.last_day
    if case.filing.handed_over:
        ended = None
        if closed:
            ended = Ended(Ending.CLOSED, _day(closed))
        elif first and case.last_day and case.last_day > first:
            ended = Ended(Ending.NEW_LETTER, first)
        since = case.item.created.date()
        yield Fact(f"handed:{case.item.item.hex}", TaskKind.AUTHORITY, "handed_over", since, ended=ended)


def _return_visits(case: FiledCase, today: date, promised: Agency) -> Iterator[Fact]:
    """To ask whether the answer came and what was promised was done; after a newer answer, about that one."""
    answers = [each for each in case.events if each.action == "deliver"]
    for at, event in enumerate(answers):
        since = _day(event) + timedelta(days=promised.visit_after)
        until = _day(event) + timedelta(days=max(promised.visit_within, promised.visit_after))
        newer = answers[at + 1] if at + 1 < len(answers) else None
        ended = Ended(Ending.NEWER_ANSWER, _day(newer)) if newer else None
        if since <= (ended.on if ended else today):
            yield Fact(f"visit:{event.number}", TaskKind.RETURN_VISIT, "answered", since, until, SETTING_RULE, ended)


def _day(event: CaseEvent) -> date:
    return event.at.astimezone().date()
