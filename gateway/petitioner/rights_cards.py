"""The rights cards of a case: made from what its petitioner is told, numbered, revoked."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, func, insert, select, update

from core.case_life import CaseLife
from core.rights_card import CardStep, RightsCard, snapshot
from core.wire import CardText, CaseQuery
from gateway.cases import queries
from gateway.petitioner import life
from gateway.petitioner.known_events import opens_to_words
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.storage.case_tables import rights_cards
from gateway.storage.schema import cases
from gateway.throttling import quotas
from trust.rights_card import signed

MOST_CARDS = 200
"""Of one case."""


@dataclass(frozen=True)
class Issued:
    """`text`: what its QR code holds."""

    card: RightsCard
    text: str


def by_code(runtime: Runtime, terminal: str, query: CaseQuery) -> CardText:
    """Makes a card for whoever shows the query code. Raises Refused 404, 422, 429."""
    row = queries.found(runtime, terminal, query)
    quotas.check_lines(runtime, terminal)
    return CardText(text=issue(runtime, row).text)


def of_case(runtime: Runtime, number: str) -> Issued:
    """Raises Refused 404."""
    with runtime.reading() as db:
        row = db.execute(select(cases).where(cases.c.number == number)).mappings().first()
    if row is None:
        raise not_found()
    return issue(runtime, row)


def issue(runtime: Runtime, row: RowMapping) -> Issued:
    """Makes the next card of a case. Raises Refused 422 where nobody may see more than steps, or after too many."""
    if not opens_to_words(row):
        raise Refused(422, "not-now", "there is no card for a case that is sealed to others")
    steps, now = _steps(life.life_of(runtime, row)), runtime.now()
    with runtime.engine.begin() as db:
        db.execute(select(cases.c.id).where(cases.c.id == row["id"]).with_for_update())
        last = select(func.coalesce(func.max(rights_cards.c.serial), 0)).where(rights_cards.c.case_id == row["id"])
        serial = db.execute(last).scalar_one() + 1
        if serial > MOST_CARDS:
            raise Refused(422, "too-many", "no more cards are made for this case")
        db.execute(insert(rights_cards).values(case_id=row["id"], serial=serial, at=now))
        runtime.audit(db, "card made", case=row["number"], card=str(serial))
    card = snapshot(row["number"], serial, now.date(), steps)
    return Issued(card, signed(card, runtime.keys.signing))


def revoke(runtime: Runtime, number: str, serial: int) -> None:
    """From the next bulletin on no terminal accepts the card. Raises Refused 404."""
    this_case = select(cases.c.id).where(cases.c.number == number).scalar_subquery()
    this = (rights_cards.c.case_id == this_case, rights_cards.c.serial == serial)
    with runtime.engine.begin() as db:
        revoked = update(rights_cards).where(*this).values(revoked=func.coalesce(rights_cards.c.revoked, runtime.now()))
        if db.execute(revoked).rowcount != 1:
            raise not_found()
        runtime.audit(db, "card revoked", case=number, card=str(serial))


def _steps(told: CaseLife) -> list[CardStep]:
    return [CardStep(each.action or each.step.value, each.at.date()) for each in told.events]
