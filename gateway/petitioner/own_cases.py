"""A petitioner's own open cases, as they are shown to whoever may add to one: the day, the place, the matter and the
first words, so that they can tell whether it is the same.

By query code and last four digits, or before a new petition is submitted, by the card that was read: then only cases of
the same category in the same county, so that a card in another's hand tells nothing but to who knows what it was about.
Texts are opened in memory and kept nowhere.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from core.case import OwnCase
from core.cases import machine
from core.cases.actions import Action
from core.cases.state import ENDED
from core.petition import Matter, Purpose
from core.wire import CaseQuery, EarlierQuery, OwnCases
from gateway.cases import acts, authorities, history, queries
from gateway.keys.blind_index import person_index
from gateway.keys.keyring import BUREAU
from gateway.petitioner.known_events import opens_to_words
from gateway.petitioner.pledges import PETITIONER_ACTOR
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.petitions import readable_petition
from gateway.storage.schema import cases
from gateway.telemetry import metrics
from gateway.throttling import failed_attempts, person_lookups

MOST_SHOWN = 3
"""The latest cases that are shown."""
FIRST_WORDS = 60
"""Characters of a narrative that are shown."""
COUNTY_DIGITS = 6


def by_code(runtime: Runtime, terminal: str, query: CaseQuery) -> OwnCase:
    """The case that may be added to. Raises Refused 404, 429 as every question about a case; 422 `not-now` where
    nothing is added to it: it has ended, or is sealed to others."""
    row = queries.found(runtime, terminal, query)
    told = _told(runtime, row) if opens_to_words(row) else None
    if told is None:
        raise _not_now()
    return told


def earlier(runtime: Runtime, terminal: str, query: EarlierQuery) -> OwnCases:
    """The person's latest open cases of this category in this county, the newest first; where an agent asks, those
    that were filed through an agent at the same terminal: what a person filed alone may be about the agent.

    Finding none is a failed attempt of the terminal and of the card's number, so that nobody tries one category after
    another. Nothing is told after too many of them, nor where the terminal has asked about too many people today.
    """
    mark = person_index(runtime.keys, query.name, query.id_number)
    if mark is None:
        return OwnCases(cases=[])
    card = f"earlier {runtime.keys.keyed_hash('card', query.id_number)}"[:64]
    names = dict.fromkeys((f"earlier {terminal}", card), failed_attempts.MAX_FAILURES)
    rows: Sequence[RowMapping] = ()
    allowed = False
    with suppress(Refused), failed_attempts.attempt(runtime, names) as attempt:
        allowed = person_lookups.may_ask(runtime, attempt.db, terminal, mark)
        agents = query.by_agent or authorities.at_agents(attempt.db, terminal)
        whose = (cases.c.person_mark == mark, *([authorities.filed_at(terminal)] if agents else []))
        rows = _of_matter(attempt.db, query, whose) if allowed else ()
        attempt.failed = allowed and not rows
    found = [told for row in rows if (told := _told(runtime, row))]
    metrics.person_asked_about("filing", ("told" if found else "nothing") if allowed else "too-many")
    return OwnCases(cases=found)


def _of_matter(db: Connection, query: EarlierQuery, whose: Sequence[ColumnElement[bool]]) -> Sequence[RowMapping]:
    this = (
        *(cases.c.recipient_set == BUREAU, cases.c.kind != Purpose.ACCUSATION),
        *(cases.c.step.not_in(ENDED), cases.c.category == query.category),
        cases.c.place_code.startswith(query.place_code[:COUNTY_DIGITS], autoescape=True),
    )
    wanted = select(cases).where(*whose, *this).order_by(cases.c.id.desc()).limit(MOST_SHOWN)
    return db.execute(wanted).mappings().all()


def _told(runtime: Runtime, row: RowMapping) -> OwnCase | None:
    """None for one that nothing is added to, or that cannot be opened any more."""
    if not _takes_more(runtime, row):
        return None
    petition = readable_petition(runtime, row["item"])
    return _own_case(row, petition.matter) if petition else None


def _takes_more(runtime: Runtime, row: Mapping[Any, Any]) -> bool:
    with runtime.reading() as db:
        case = history.load(db, row["id"])
    return any(each.action is Action.SUPPLEMENT for each in machine.lawful(case, PETITIONER_ACTOR, acts.world(runtime)))


def _own_case(row: Mapping[Any, Any], matter: Matter) -> OwnCase:
    said = " ".join(matter.narrative.split())
    return OwnCase(
        case_number=row["number"],
        registered_on=row["registered_at"].date(),
        kind=matter.purpose,
        category=matter.category,
        place=matter.place,
        beginning=said if len(said) <= FIRST_WORDS else f"{said[:FIRST_WORDS]}……",
    )


def _not_now() -> Refused:
    return Refused(422, "not-now", "nothing is added to this case any more")
