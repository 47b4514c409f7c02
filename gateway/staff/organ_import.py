"""A new list of organs takes the place of the one before, whole or not at all.

An organ that the list leaves out is no more, if nobody works there and nothing is open; else the list has to say into
which organ it is merged. What it has open goes there in the same transaction.
"""

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Insert, delete, func, insert, literal, select, update

from core.table_file import TableUnreadable
from gateway.runtime import Runtime
from gateway.staff import organ_files, organ_list, tree
from gateway.staff.open_work import OpenWork
from gateway.staff.organ_list import Held, OrganList, RowProblem
from gateway.staff.organs import Organ
from gateway.storage.database import advisory_lock
from gateway.storage.schema import Moment
from gateway.storage.staff_tables import officers, organ_lists, organ_places, organs

LOCK = "list of organs"


def preview(runtime: Runtime, content: bytes, work: OpenWork) -> OrganList:
    """What is wrong with the file, and what it would change. Writes nothing."""
    with runtime.reading() as db:
        return _compared(db, content, work)


def take(runtime: Runtime, content: bytes, by: str, work: OpenWork) -> OrganList:
    """Writes the list if it has no problems; answers what `preview` would have."""
    with runtime.engine.begin() as db:
        advisory_lock(db, LOCK)
        found = _compared(db, content, work)
        if found.problems or not found.changes_something:
            return found
        _write(runtime, db, found)
        now = tree.read(db)
        for organ in (*found.merged, *(found.ended if found.first_goes_to else ())):
            successor = now.current(organ).id
            moved = work.move_organ(db, organ, successor)
            runtime.audit(db, "organ merged", organ=organ, into=successor, duties=str(moved), by=by)
        _note(runtime, db, found, content, by)
    runtime.organ_cache.drop()
    return found


def _compared(db: Connection, content: bytes, work: OpenWork) -> OrganList:
    try:
        rows = organ_files.read(content)
    except TableUnreadable as error:
        return OrganList((), (RowProblem(0, error.code, facts=error.facts),))
    counted = select(officers.c.organ, func.count().label("working")).group_by(officers.c.organ)
    working = {row.organ: row.working for row in db.execute(counted.where(officers.c.disabled_at.is_(None)))}
    held = Held(working, work.of_organs(db))
    return organ_list.compare(rows, tree.read(db), held)


def _write(runtime: Runtime, db: Connection, found: OrganList) -> None:
    """Names first, relations after: each may name any other."""
    new, touched = set(found.added), {*found.added, *found.changed}
    names = [{"id": each.id, "name": each.name, "kind": each.kind} for each in found.organs if each.id in new]
    _all(db, insert(organs), names)
    changed = [each for each in found.organs if each.id in touched]
    for each in changed:
        db.execute(update(organs).where(organs.c.id == each.id).values(_columns(runtime, each)))
        db.execute(delete(organ_places).where(organ_places.c.organ == each.id))
    _all(db, insert(organ_places), [{"organ": each.id, "place": place} for each in changed for place in each.places])
    for organ in found.ended:
        ended = {"ended_at": runtime.now(), "merged_into": found.first_goes_to or None}
        db.execute(update(organs).where(organs.c.id == organ).values(ended))


def _columns(runtime: Runtime, organ: Organ) -> dict[str, object]:
    """The row of an organ of the list. One that was merged before keeps its day."""
    merged = func.coalesce(organs.c.ended_at, literal(runtime.now(), Moment)) if organ.merged_into else None
    return {
        "name": organ.name,
        "kind": organ.kind,
        "parent": organ.parent,
        "merged_into": organ.merged_into,
        "ended_at": merged,
    }


def _note(runtime: Runtime, db: Connection, found: OrganList, content: bytes, by: str) -> None:
    digest = hashlib.sha256(content).hexdigest()
    row = {"at": runtime.now(), "by": by, "sha256": digest, "organs": len(found.organs)}
    db.execute(insert(organ_lists).values(row))
    numbers = {name: str(count) for name, count in organ_list.counts(found).items()}
    runtime.audit(db, "organs imported", sha256=digest, by=by, **numbers)


def _all(db: Connection, statement: Insert, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        db.execute(statement, rows)
