"""Whether a person has been here about this before. It is help: nothing is refused, nothing merged (decision 0023).

Only what is filed under the same mark of name and number is looked at; an accusation has none, so it neither looks nor
is found. And only for whom the terminal read both from a card: others may have been told them. Of how many people it
may hear in a day is limited (`gateway.door.people`).

Earlier texts are opened in memory and kept nowhere, and while nothing waits for it: the item is registered by then
(decision 0053).
"""

from sqlalchemy import RowMapping, bindparam, select, update

from core.case import CaseStep, EarlierCase
from core.petition import Evidence, Matter, Petition
from core.problems import NotAddressed, SealBroken
from core.wire import EARLIER, petition_of
from gateway.door import people
from gateway.intake.likeness import ALIKE, likeness
from gateway.office import Office
from gateway.process import metrics
from gateway.safekeeping.keyring import BUREAU
from gateway.schema import Moment, cases
from gateway.statements import Statement

LOOKED_AT = 5
"""The latest cases of a person that are opened."""
_LATEST = Statement(
    select(cases.c.item, cases.c.number, cases.c.registered_at, cases.c.step)
    .where(
        cases.c.person_mark == bindparam("mark"),
        cases.c.recipient_set == BUREAU,
        cases.c.item != bindparam("item"),
    )
    .order_by(cases.c.id.desc())
    .limit(LOOKED_AT)
)


_NOTE = Statement(
    update(cases).where(cases.c.item == bindparam("item")).values(earlier=bindparam("told", type_=cases.c.earlier.type))
)


def earlier(office: Office, terminal: str, mark: str, petition: Petition) -> EarlierCase | None:
    """The most similar of the latest cases under the person's mark, if any is similar. It is written down with the new
    case, so that who asks again hears the same."""
    if petition.evidence is Evidence.TOLD:
        return None
    with office.engine.begin() as db:
        allowed = people.may_ask(office, db, terminal, mark)
    told = _most_similar(office, mark, petition) if allowed else None
    metrics.asked("filing", ("told" if told else "nothing") if allowed else "too-many")
    return told


def _most_similar(office: Office, mark: str, petition: Petition) -> EarlierCase | None:
    item = str(petition.item)
    with office.asking.connect() as db:
        theirs = _LATEST.run(db, {"mark": mark, "item": item}).mappings().all()
    found = [(alike, row) for row in theirs if (alike := _alike(office, row, petition)) is not None]
    if not found:
        return None
    row = max(found, key=lambda each: each[0])[1]
    told = EarlierCase(
        case_number=row["number"], registered_at=Moment.read(row["registered_at"]), step=CaseStep(row["step"])
    )
    with office.asking.connect() as db:
        _NOTE.run(db, {"item": item, "told": EARLIER.dump_json(told).decode()})
    return told


def read(text: str | None) -> EarlierCase | None:
    return EARLIER.validate_json(text) if text else None


def _alike(office: Office, row: RowMapping, petition: Petition) -> float | None:
    """How alike the tellings are; None for another matter, and where the text cannot be read any more."""
    try:
        before = petition_of(office.keys.opened(office.blobs.get(f"{row['item']}/text.age") or b""))
    except (NotAddressed, SealBroken, ValueError):
        return None
    alike = likeness(petition.matter.narrative, before.matter.narrative, _known(petition) + _known(before))
    return alike if alike >= ALIKE or _heading(petition.matter) == _heading(before.matter) else None


def _known(petition: Petition) -> list[str]:
    person = petition.petitioner
    return [person.name, person.address, person.phone, person.id_number, petition.matter.place.name]


def _heading(matter: Matter) -> tuple[str, str]:
    return matter.category, matter.place.code
