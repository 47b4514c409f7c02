"""Finds an earlier case of the same person about the same matter. It is a hint: nothing is refused or merged (decision
0023).

Only cases with the same blind index of name and number are looked at; accusations have none. And only when the terminal
read name and number from a card, because what was typed may be somebody else's. A terminal may look up so many people a
day (`gateway.throttling.person_lookups`).

Earlier texts are opened in memory and kept nowhere, after the item has been registered, so that nothing waits for it
(decision 0053).
"""

from sqlalchemy import RowMapping, bindparam, select, update

from core.case import EarlierCase
from core.introduction import Evidence
from core.petition import Matter, Petition
from core.wire import EARLIER
from gateway.cases.people import filed_by
from gateway.cases.plain_steps import plain
from gateway.intake.text_similarity import SIMILAR, similarity
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.runtime.petitions import readable_petition
from gateway.storage.schema import Moment, cases
from gateway.storage.statements import Statement
from gateway.telemetry import metrics
from gateway.throttling import person_lookups

MAX_OPENED = 5
"""The number of a person's latest cases that are opened."""
_LATEST = Statement(
    select(cases.c.item, cases.c.number, cases.c.registered_at, cases.c.step)
    .where(
        filed_by(bindparam("mark")),
        cases.c.recipient_set == BUREAU,
        cases.c.item != bindparam("item"),
    )
    .order_by(cases.c.id.desc())
    .limit(MAX_OPENED)
)


_STORE = Statement(
    update(cases).where(cases.c.item == bindparam("item")).values(earlier=bindparam("told", type_=cases.c.earlier.type))
)


def find_earlier(runtime: Runtime, terminal: str, index: str, petition: Petition) -> EarlierCase | None:
    """The most similar of the person's latest cases, if any is similar. `index`: the person's blind index. The answer
    is kept with the new case, so that a repeated call gets the same."""
    if petition.evidence is Evidence.TOLD:
        return None
    with runtime.engine.begin() as db:
        allowed = person_lookups.may_ask(runtime, db, terminal, index)
    told = _most_similar(runtime, index, petition) if allowed else None
    metrics.person_asked_about("filing", ("told" if told else "nothing") if allowed else "too-many")
    return told


def _most_similar(runtime: Runtime, index: str, petition: Petition) -> EarlierCase | None:
    item = str(petition.item)
    with runtime.autocommit.connect() as db:
        theirs = _LATEST.run(db, {"mark": index, "item": item}).mappings().all()
    found = [(similar, row) for row in theirs if (similar := _similarity(runtime, row, petition)) is not None]
    if not found:
        return None
    row = max(found, key=lambda each: each[0])[1]
    told = EarlierCase(
        case_number=row["number"], registered_at=Moment.read(row["registered_at"]), step=plain(row["step"])
    )
    with runtime.autocommit.connect() as db:
        _STORE.run(db, {"item": item, "told": EARLIER.dump_json(told).decode()})
    return told


def read(text: str | None) -> EarlierCase | None:
    return EARLIER.validate_json(text) if text else None


def _similarity(runtime: Runtime, row: RowMapping, petition: Petition) -> float | None:
    """How similar the narratives are; None for another matter, and for a text that can no longer be opened."""
    before = readable_petition(runtime, row["item"])
    if before is None:
        return None
    similar = similarity(petition.matter.narrative, before.matter.narrative, _known(petition) + _known(before))
    return similar if similar >= SIMILAR or _heading(petition.matter) == _heading(before.matter) else None


def _known(petition: Petition) -> list[str]:
    person = petition.petitioner
    return [person.name, person.address, person.phone, person.id_number, petition.matter.place.name]


def _heading(matter: Matter) -> tuple[str, str]:
    return matter.category, matter.place.code
