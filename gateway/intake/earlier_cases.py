"""Whether a person has been here about this before. It is help: nothing is refused, nothing merged (decision 0023).

Only what is filed under the same mark of name and number is looked at; an accusation has none, so it neither looks nor
is found. And only for whom the terminal read both from a card: others may have been told them. Of how many people it
may hear in a day is limited (`gateway.throttling.person_lookups`).

Earlier texts are opened in memory and kept nowhere, and while nothing waits for it: the item is registered by then
(decision 0053).
"""

from sqlalchemy import RowMapping, bindparam, select, update

from core.case import CaseStep, EarlierCase
from core.petition import Evidence, Matter, Petition
from core.problems import NotAddressed, SealBroken
from core.wire import EARLIER, petition_of
from gateway.intake.text_similarity import SIMILAR, similarity
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.storage.schema import Moment, cases
from gateway.storage.statements import Statement
from gateway.telemetry import metrics
from gateway.throttling import person_lookups

MAX_OPENED = 5
"""The latest cases of a person that are opened."""
_LATEST = Statement(
    select(cases.c.item, cases.c.number, cases.c.registered_at, cases.c.step)
    .where(
        cases.c.person_mark == bindparam("mark"),
        cases.c.recipient_set == BUREAU,
        cases.c.item != bindparam("item"),
    )
    .order_by(cases.c.id.desc())
    .limit(MAX_OPENED)
)


_NOTE = Statement(
    update(cases).where(cases.c.item == bindparam("item")).values(earlier=bindparam("told", type_=cases.c.earlier.type))
)


def find_earlier(runtime: Runtime, terminal: str, mark: str, petition: Petition) -> EarlierCase | None:
    """The most similar of the latest cases under the person's mark, if any is similar. It is written down with the new
    case, so that who asks again hears the same."""
    if petition.evidence is Evidence.TOLD:
        return None
    with runtime.engine.begin() as db:
        allowed = person_lookups.may_ask(runtime, db, terminal, mark)
    told = _most_similar(runtime, mark, petition) if allowed else None
    metrics.person_asked_about("filing", ("told" if told else "nothing") if allowed else "too-many")
    return told


def _most_similar(runtime: Runtime, mark: str, petition: Petition) -> EarlierCase | None:
    item = str(petition.item)
    with runtime.autocommit.connect() as db:
        theirs = _LATEST.run(db, {"mark": mark, "item": item}).mappings().all()
    found = [(alike, row) for row in theirs if (alike := _alike(runtime, row, petition)) is not None]
    if not found:
        return None
    row = max(found, key=lambda each: each[0])[1]
    told = EarlierCase(
        case_number=row["number"], registered_at=Moment.read(row["registered_at"]), step=CaseStep(row["step"])
    )
    with runtime.autocommit.connect() as db:
        _NOTE.run(db, {"item": item, "told": EARLIER.dump_json(told).decode()})
    return told


def read(text: str | None) -> EarlierCase | None:
    return EARLIER.validate_json(text) if text else None


def _alike(runtime: Runtime, row: RowMapping, petition: Petition) -> float | None:
    """How alike the tellings are; None for another matter, and where the text cannot be read any more."""
    try:
        before = petition_of(runtime.keys.opened(runtime.blobs.get(f"{row['item']}/text.age") or b""))
    except (NotAddressed, SealBroken, ValueError):
        return None
    alike = similarity(petition.matter.narrative, before.matter.narrative, _known(petition) + _known(before))
    return alike if alike >= SIMILAR or _heading(petition.matter) == _heading(before.matter) else None


def _known(petition: Petition) -> list[str]:
    person = petition.petitioner
    return [person.name, person.address, person.phone, person.id_number, petition.matter.place.name]


def _heading(matter: Matter) -> tuple[str, str]:
    return matter.category, matter.place.code
