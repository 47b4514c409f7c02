"""Joins an item that adds to a case to that case, exactly once, instead of opening another.

It is joined where three things hold: the case is the bureau's to open, it is open, and it is the same person's. That is
shown by the case's query code and last four digits, or by the name and number that the case was filed with. Numbers of
cases can be guessed and names typed, so these two count only where the name was read from a card, where an item's id is
named, which nobody can guess, or at the terminal that filed the case; and of so many people a day
(`gateway.throttling.person_lookups`), as with any other question about a person.

What an agent adds is joined only where the letter reaches the case, and was not taken back
(`gateway.cases.authorities.may_add`).

Otherwise it becomes a case of its own. Why is told to nobody: that a case is another's, has ended or is not there looks
the same from outside.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, or_, select, update

from core.cases import machine
from core.cases.actions import Action
from core.cases.refusals import Unlawful
from core.introduction import Evidence
from core.petition import Petition
from core.wire import CaseQuery, ItemStatus
from gateway.audit_log import hash_chain
from gateway.cases import acts, authorities, history, inbox, queries, receipts, supplements
from gateway.intake import ledger
from gateway.intake.envelopes import Arrived, check_still_trusted
from gateway.keys.blind_index import person_index
from gateway.keys.keyring import BUREAU
from gateway.petitioner.pledges import PETITIONER_ACTOR
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.petitions import TEXT
from gateway.runtime.terminal_cache import StaleEntry
from gateway.storage.case_tables import supplements as joined
from gateway.storage.schema import cases, items
from gateway.throttling import person_lookups


def join(runtime: Runtime, arrived: Arrived, petition: Petition) -> ItemStatus | None:
    """The item's status where it was joined to a case; None where it is to be a case of its own.

    Whether the case is open is judged again once its row is locked: an item that arrives while the case ends is joined
    before the end, or not at all; so is an agent's authority, which the principal may take back meanwhile. Raises
    IntegrityError where the item is known already; StaleEntry, Refused 401.
    """
    if not petition.supplements:
        return None
    _check_new(runtime, arrived)
    target = _target(runtime, arrived, petition)
    if target is None:
        return None
    around, item = acts.world(runtime), str(petition.item)
    prepared = runtime.blobs.ready(f"{item}/{TEXT}", arrived.text)
    try:
        with prepared as put_in_place, runtime.engine.begin() as db:
            row = db.execute(select(cases).where(cases.c.id == target).with_for_update()).mappings().one()
            case = history.load(db, row["id"])
            decision = machine.decide(case, Action.SUPPLEMENT, {}, PETITIONER_ACTOR, around)
            if not authorities.may_add(db, arrived.envelope.terminal, petition, row, runtime.now()):
                return None
            _lock_chains(db, row, arrived.envelope.terminal)
            standing = ledger.enter_joined(db, arrived.item_row(runtime.now()), arrived.envelope.parts)
            check_still_trusted(arrived.sender, standing)
            put_in_place()
            written = history.write(db, runtime, row, case, acts.happening(PETITIONER_ACTOR, decision))
            supplements.keep(db, item, written)
            _mark_urgent(db, row, petition)
            runtime.audit(db, "joined", terminal=arrived.envelope.terminal, item=item, case=row["number"])
    except Unlawful:
        return None
    wanted = [part.name for part in arrived.envelope.parts if part.name != TEXT]
    receipt = receipts.of_joined(runtime.keys, item, row["number"], written.at)
    return ItemStatus(item=petition.item, wanted=wanted, receipt=receipt)


def _check_new(runtime: Runtime, arrived: Arrived) -> None:
    """Raises StaleEntry for an item that is known already, where nobody has looked yet: the code that it shows was
    tried when it first came, and counts once."""
    if not arrived.sender.from_cache:
        return
    with runtime.autocommit.connect() as db:
        if ledger.known(db, str(arrived.envelope.item)):
            raise StaleEntry


def _target(runtime: Runtime, arrived: Arrived, petition: Petition) -> int | None:
    """The id of the case that the item may be joined to, as things stand."""
    with runtime.reading() as db:
        row = _named(db, petition.supplements)
    by_code = bool(petition.supplements_proof) and _shown_by_code(runtime, arrived, petition, row)
    if row is None or row["recipient_set"] != BUREAU:
        return None
    return row["id"] if by_code or _same_person(runtime, arrived, petition, row) else None


def _named(db: Connection, name: str) -> RowMapping | None:
    """The row of the case of this number or item, also of one that was itself joined to it; `filed_at`: the
    terminal."""
    item = _item_id(name)
    its_case = select(joined.c.case_id).where(joined.c.item == item)
    this = or_(cases.c.item == item, cases.c.id.in_(its_case)) if item else cases.c.number == name.strip()
    wanted = select(cases, items.c.terminal.label("filed_at")).join(items, items.c.item == cases.c.item)
    return db.execute(wanted.where(this)).mappings().first()


def _item_id(name: str) -> str:
    """The id of an item in the form in which it is kept; empty for anything else."""
    try:
        return str(UUID(name.strip()))
    except ValueError:
        return ""


def _shown_by_code(runtime: Runtime, arrived: Arrived, petition: Petition, row: RowMapping | None) -> bool:
    """A wrong code counts among the terminal's failed attempts, whether the case that is named is there or not."""
    proof = petition.supplements_proof
    assert proof is not None
    query = CaseQuery(query_code=proof.query_code, last_four=proof.last_four)
    try:
        found = queries.found(runtime, arrived.sender.id, query)
    except Refused:
        return False
    return row is not None and found["id"] == row["id"] and bool(found["last_four_marks"])


def _same_person(runtime: Runtime, arrived: Arrived, petition: Petition, row: RowMapping) -> bool:
    person, terminal = petition.petitioner, arrived.envelope.terminal
    mark = person_index(runtime.keys, person.name, person.id_number)
    if mark is None:
        return False
    if not _item_id(petition.supplements) and row["filed_at"] != terminal:
        if petition.evidence is Evidence.TOLD:
            return False
        with runtime.engine.begin() as db:
            if not person_lookups.may_ask(runtime, db, terminal, mark):
                return False
    return bool(mark == row["person_mark"])


def _lock_chains(db: Connection, row: RowMapping, sender: str) -> None:
    """Locks the audit logs of both terminals, in one order: two that join items to each other's cases at once would
    else wait for each other."""
    filed_at = db.execute(select(items.c.terminal).where(items.c.item == row["item"])).scalar_one()
    for terminal in sorted({sender, filed_at}):
        hash_chain.lock(db, terminal)


def _mark_urgent(db: Connection, row: RowMapping, petition: Petition) -> None:
    """What cannot wait in what was added cannot wait in the case."""
    kinds: dict[Any, None] = dict.fromkeys((*inbox.urgency_of(row), *petition.urgency))
    if petition.urgency:
        db.execute(update(cases).where(cases.c.id == row["id"]).values(urgency=",".join(kinds)))
