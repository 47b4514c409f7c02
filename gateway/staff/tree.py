"""The tree of organs as the database has it; each process keeps it for a moment."""

from sqlalchemy import Connection, func, select

from gateway.runtime import Runtime
from gateway.staff.organs import Organ, OrganKind, OrganTree
from gateway.storage.staff_tables import organ_lists, organ_places, organs


def tree(runtime: Runtime) -> OrganTree:
    """The tree, at most `caches.FRESH_SECONDS` old, mostly without asking the database."""

    def ask() -> int:
        with runtime.reading() as db:
            return version(db)

    def load(_version: int) -> OrganTree:
        with runtime.reading() as db:
            return read(db)

    found = runtime.organ_cache.get(ask, load)
    assert isinstance(found, OrganTree)
    return found


def version(db: Connection) -> int:
    """Number of the last list that was imported; 0 before the first."""
    return db.execute(select(func.max(organ_lists.c.number))).scalar() or 0


def read(db: Connection) -> OrganTree:
    """The tree as this transaction sees it."""
    places: dict[str, list[str]] = {}
    for row in db.execute(select(organ_places).order_by(organ_places.c.place)):
        places.setdefault(row.organ, []).append(row.place)
    rows = db.execute(select(organs).order_by(organs.c.id))
    return OrganTree(
        (
            Organ(
                id=row.id,
                name=row.name,
                kind=OrganKind(row.kind),
                parent=row.parent,
                places=tuple(places.get(row.id, ())),
                merged_into=row.merged_into,
                active=row.ended_at is None,
            )
            for row in rows
        ),
        version(db),
    )
