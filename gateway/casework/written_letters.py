"""Letters that an officer writes by themselves: those that belong to no act, and those of an act that lacked what only
an officer could say. What the record knows stands in them; a letter that the law asks for with an act comes with it."""

from collections.abc import Mapping

from sqlalchemy import Connection, RowMapping, select

from core.cases.state import Case
from core.cases.table import TABLE
from core.petition import Purpose
from gateway.cases import acts, history
from gateway.casework.letter_fields import letter_and_facts
from gateway.casework.letters_in_part import FILLED_IN_PART
from gateway.casework.record import Fields, Record
from gateway.keys.keyring import BUREAU
from gateway.letters import documents
from gateway.letters.documents import Document, Issuer
from gateway.letters.schema import schemas
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff.officers import Officer, Role
from gateway.staff.organs import OrganKind
from gateway.staff.tree import tree
from gateway.storage.schema import events

MAY_WRITE = (Role.REGISTER, Role.FORWARD, Role.HANDLE, Role.SUPERVISE)


def writable(runtime: Runtime, officer: Officer, number: str) -> list[str]:
    """Returns the kinds of letters that the officer may write in the case now. Raises Refused 404."""
    with runtime.reading() as db:
        row = acts.found(db, runtime, officer, number)
        case = history.load(db, row["id"])
        return [kind for kind in FILLED_IN_PART if _may(db, runtime, (row, case), officer, kind)]


def known(runtime: Runtime, officer: Officer, number: str, kind: str) -> Fields:
    """Returns what the record says in such a letter. Raises Refused 404, 422 for a letter that may not be written."""
    with runtime.reading() as db:
        return _known(_record(db, runtime, officer, number, kind), kind)


def write(runtime: Runtime, officer: Officer, number: str, kind: str, typed: Mapping[str, str]) -> Document:
    """Issue the letter. Raises Refused as `known`, LetterStopped with everything that it lacks."""
    with runtime.engine.begin() as db:
        record = _record(db, runtime, officer, number, kind)
        letter, facts = letter_and_facts(record, kind, _known(record, kind), typed)
        by = Issuer(officer.organ, officer.login)
        return documents.issue(db, runtime, record.row, letter, by=by, facts=facts)


def _known(record: Record, kind: str) -> Fields:
    return FILLED_IN_PART[kind](record) or {}


def _record(db: Connection, runtime: Runtime, officer: Officer, number: str, kind: str) -> Record:
    row = acts.found(db, runtime, officer, number)
    case = history.load(db, row["id"])
    if kind not in FILLED_IN_PART or not _may(db, runtime, (row, case), officer, kind):
        raise Refused(422, "not-allowed", "this letter is not written by itself here, or not now")
    return Record(runtime, db, row, officer, case, case, runtime.now().date())


def _may(db: Connection, runtime: Runtime, of: tuple[RowMapping, Case], officer: Officer, kind: str) -> bool:
    row, case = of
    if row["recipient_set"] != BUREAU or case.kind is Purpose.ACCUSATION or not officer.may(*MAY_WRITE):
        return False
    return _is_theirs(runtime, case, officer, kind) and _happened(db, row["id"], kind)


def _is_theirs(runtime: Runtime, case: Case, officer: Officer, kind: str) -> bool:
    organs = tree(runtime)
    parties = {organs.current(each).id for each in (case.bureau, case.unit, case.reviewer) if each in organs}
    if officer.organ not in organs or organs.current(officer.organ).id not in parties:
        return False
    of_bureau = organs[officer.organ].kind is OrganKind.BUREAU
    sender = schemas()[kind].from_
    return of_bureau if sender == "bureau" else sender != "higher" or not of_bureau


def _happened(db: Connection, case_id: int, kind: str) -> bool:
    """Whether what the letter tells of was done; always of one that belongs to no act."""
    actions = {rule.action.value for rule in TABLE if rule.letter == kind}
    done = select(events.c.id).where(events.c.case_id == case_id, events.c.action.in_(actions)).limit(1)
    return not actions or db.execute(done).first() is not None
