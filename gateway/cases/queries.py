"""A petitioner's questions about cases, by query code or by identity card; and what they see of a case, in the five
steps that every terminal knows."""

import hmac
from collections.abc import Sequence

from sqlalchemy import RowMapping, select

from core.authority.letter import Power
from core.case import CaseSummary, CaseView, TimelineEntry
from core.cases.state import CaseState
from core.wire import CardAnswer, CardQuery, CaseQuery
from gateway.cases import authorities, people
from gateway.cases.evaluation_scope import evaluable, evaluated
from gateway.cases.plain_steps import plain, reached
from gateway.keys import query_codes
from gateway.keys.blind_index import last_four_index, person_index
from gateway.keys.keyring import BUREAU
from gateway.notices import outbox
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.storage.case_tables import MAIN, duties
from gateway.storage.schema import cases, events
from gateway.telemetry import metrics
from gateway.throttling import failed_attempts, person_lookups, quotas

SEEN_FROM = frozenset(CaseState) - {CaseState.REPLIED, CaseState.REVIEWED, CaseState.RECHECKED}
"""An opinion that was not delivered yet is not the petitioner's to read here: rights run from its delivery."""


def timeline(runtime: Runtime, case: RowMapping) -> tuple[TimelineEntry, ...]:
    told = select(events.c.step, events.c.at).where(events.c.case_id == case["id"]).order_by(events.c.version)
    with runtime.reading() as db:
        steps = reached(tuple(row) for row in db.execute(told))
    return tuple(TimelineEntry(step=step, at=at) for step, at in sorted(steps.items(), key=lambda each: each[1]))


def view(runtime: Runtime, case: RowMapping) -> CaseView:
    """The case as its petitioner may see it. A case without last-four indexes is opened by the query code alone; then
    it shows no words, only its steps (decision 0004); of an accusation number and day: how it goes is the discipline
    organ's to tell. `due` is the last day of the main duty."""
    told = timeline(runtime, case)
    if case["recipient_set"] != BUREAU:
        return CaseView(case_number=case["number"], timeline=told[:1])
    owed = select(duties.c.limit_on).where(duties.c.case_id == case["id"], duties.c.ended.is_(None), MAIN)
    with runtime.reading() as db:
        last_day = db.execute(owed).scalar()
    if not case["last_four_marks"]:
        return CaseView(case_number=case["number"], due=last_day, timeline=told)
    return CaseView(
        case_number=case["number"],
        due=last_day,
        timeline=told,
        reply=runtime.keys.open_text(case["reply"]) if case["step"] in SEEN_FROM else "",
        unit=case["unit"],
        evaluable=evaluable(runtime, case),
        evaluated=evaluated(runtime, case),
    )


def by_code(runtime: Runtime, terminal: str, query: CaseQuery) -> CaseView:
    """The case, shown to its petitioner: what they were to be told on paper or by their agent, they know with that."""
    case = found(runtime, terminal, query)
    shown = view(runtime, case)
    outbox.tell(runtime, case["id"])
    return shown


def found(runtime: Runtime, terminal: str, query: CaseQuery, power: Power | None = Power.QUERY) -> RowMapping:
    """The case. Raises the same Refused 404 for a wrong code and for wrong last four digits; 429 after too many of
    them. `power`: what an agent needs for what is asked, None for what is the principal's alone; from the terminal of
    an agent whose letter does not say so it is Refused 422 (`gateway.cases.authorities`)."""
    this = cases.c.code_mark == query_codes.index(runtime.keys, query_codes.normalised(query.query_code))
    with failed_attempts.attempt(runtime, {terminal: failed_attempts.MAX_FAILURES}) as attempt:
        row = attempt.db.execute(select(cases).where(this)).mappings().first()
        attempt.failed = not _confirmed(runtime, row, query.last_four) or row is None
    if attempt.failed or row is None:
        raise not_found()
    authorities.check_act(runtime, terminal, row, power)
    return row


def _confirmed(runtime: Runtime, case: RowMapping | None, last_four: str) -> bool:
    """Whether the digits belong to the case. A case for which none are known is opened by the code alone (decision
    0004)."""
    mark = last_four_index(runtime.keys, case["item"] if case else "", last_four)
    marks: list[str] = case["last_four_marks"] if case else [""]
    return not marks or any(hmac.compare_digest(mark, each) for each in marks)


def by_card(
    runtime: Runtime,
    terminal: str,
    query: CardQuery,
    *,
    agents: bool = False,
    annex: bool = False,
    asked: bool = False,
) -> CardAnswer:
    """The cases filed in that name, alone or with others, newest first; no accusations. `agents`: with who filed them
    for the person; who filed for another of those who file together is not told. `annex`: with whether they
    added words that the agent does not see; never at a terminal of agents. `asked`: with when the agent last looked
    them up."""
    rows = _of_card(runtime, terminal, query)
    mark = person_index(runtime.keys, query.name, query.id_number)
    own = [row for row in rows if row["person_mark"] == mark]
    told = [
        CaseSummary(case_number=row["number"], registered_on=row["registered_at"].date(), step=plain(row["step"]))
        for row in rows
    ]
    with runtime.reading() as db:
        annex = annex and not authorities.at_agents(db, terminal)
    told_of = authorities.agents_of(runtime, own, annex=annex, asked=asked) if agents else []
    return CardAnswer(cases=told, by_agent=told_of)


def found_by_card(runtime: Runtime, terminal: str, query: CardQuery, number: str) -> RowMapping:
    """The case of that number, if the cardholder is its petitioner, and not only one of others with them. Raises
    Refused 404, 429."""
    mark = person_index(runtime.keys, query.name, query.id_number)
    found = (
        each for each in _of_card(runtime, terminal, query) if (each["number"], each["person_mark"]) == (number, mark)
    )
    row = next(found, None)
    if row is None:
        raise not_found()
    return row


def _of_card(runtime: Runtime, terminal: str, query: CardQuery) -> Sequence[RowMapping]:
    """The rows of the cases filed in that name, alone or with others, newest first; no accusations.

    Finding none is a failed attempt, of the terminal and at the card's number, whatever name was given with it. Raises
    Refused 429 after too many of either, and when the terminal has asked about too many people today.
    """
    names = (f"card {terminal}", f"card {runtime.keys.keyed_hash('card', query.id_number)}"[:64])
    mark = person_index(runtime.keys, query.name, query.id_number)
    theirs = select(cases).where(people.filed_by(mark), cases.c.recipient_set == BUREAU)
    with failed_attempts.attempt(runtime, dict.fromkeys(names, failed_attempts.MAX_FAILURES)) as attempt:
        if not person_lookups.may_ask(runtime, attempt.db, terminal, mark or query.id_number):
            metrics.person_asked_about("card", "too-many")
            raise Refused(429, "too-many", "asked about too many people today", retry_after=quotas.MAX_RETRY_AFTER)
        rows = attempt.db.execute(theirs.order_by(cases.c.id.desc())).mappings().all() if mark else []
        attempt.failed = not rows
    metrics.person_asked_about("card", "told" if rows else "nothing")
    return rows
