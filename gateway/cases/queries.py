"""A petitioner's questions about cases: by query code, or by identity card."""

import hmac

from sqlalchemy import RowMapping, select

from core.case import CaseStep, CaseSummary, CaseView
from core.wire import CardAnswer, CardQuery, CaseQuery
from gateway.cases import cases as case_room
from gateway.cases.bulletin import calendar
from gateway.keys import query_codes
from gateway.keys.blind_index import last_four_index, person_index
from gateway.keys.keyring import BUREAU
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.storage.schema import cases
from gateway.telemetry import metrics
from gateway.throttling import failed_attempts, person_lookups, quotas


def by_code(runtime: Runtime, terminal: str, query: CaseQuery) -> CaseView:
    return case_room.view(runtime, found(runtime, terminal, query), calendar(runtime))


def found(runtime: Runtime, terminal: str, query: CaseQuery) -> RowMapping:
    """The case. Raises the same Refused 404 for a wrong code and for wrong last four digits; 429 after too many of
    them."""
    this = cases.c.code_mark == query_codes.index(runtime.keys, query_codes.normalised(query.query_code))
    with failed_attempts.attempt(runtime, {terminal: failed_attempts.MAX_FAILURES}) as attempt:
        row = attempt.db.execute(select(cases).where(this)).mappings().first()
        attempt.failed = not _confirmed(runtime, row, query.last_four) or row is None
    if attempt.failed or row is None:
        raise not_found()
    return row


def _confirmed(runtime: Runtime, case: RowMapping | None, last_four: str) -> bool:
    """Whether the digits belong to the case. A case for which none are known is opened by the code alone (decision
    0004)."""
    mark = last_four_index(runtime.keys, case["item"] if case else "", last_four)
    marks: list[str] = case["last_four_marks"] if case else [""]
    return not marks or any(hmac.compare_digest(mark, each) for each in marks)


def by_card(runtime: Runtime, terminal: str, query: CardQuery) -> CardAnswer:
    """The cases filed in that name, newest first; no accusations.

    Finding none is a failed attempt, of the terminal and at the card's number, whatever name was given with it. Raises
    Refused 429 after too many of either, and when the terminal has asked about too many people today.
    """
    names = (f"card {terminal}", f"card {runtime.keys.keyed_hash('card', query.id_number)}"[:64])
    mark = person_index(runtime.keys, query.name, query.id_number)
    theirs = select(cases).where(cases.c.person_mark == mark, cases.c.recipient_set == BUREAU)
    with failed_attempts.attempt(runtime, dict.fromkeys(names, failed_attempts.MAX_FAILURES)) as attempt:
        if not person_lookups.may_ask(runtime, attempt.db, terminal, mark or query.id_number):
            metrics.person_asked_about("card", "too-many")
            raise Refused(429, "too-many", "asked about too many people today", retry_after=quotas.MAX_RETRY_AFTER)
        rows = attempt.db.execute(theirs.order_by(cases.c.id.desc())).mappings().all() if mark else []
        attempt.failed = not rows
    metrics.person_asked_about("card", "told" if rows else "nothing")
    return CardAnswer(
        cases=[
            CaseSummary(
                case_number=row["number"], registered_on=row["registered_at"].date(), step=CaseStep(row["step"])
            )
            for row in rows
        ]
    )
