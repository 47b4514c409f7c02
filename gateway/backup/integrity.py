"""Checks that nothing is missing or damaged: every sealed file that a row names, every chain of the audit log, the
keys."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from core.problems import AuditLogBroken, NotAddressed, SealBroken
from gateway.audit_log import hash_chain
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.runtime.petitions import TEXT
from gateway.storage.case_tables import supplements
from gateway.storage.letter_tables import FILES
from gateway.storage.schema import PART_HERE, PART_WANTED, cases, chains, items, parts

_JOINED = supplements.c.item == items.c.item


def problems(runtime: Runtime) -> Iterator[dict[str, Any]]:
    """One object for each problem; `item` is `ID/part`, `journal` or `keys`."""
    yield from _items_without_case(runtime)
    yield from _files(runtime)
    yield from _chains(runtime)
    yield from _keys(runtime)


def counts(runtime: Runtime) -> dict[str, int]:
    """Rows of each kind; `wanted` are parts not yet received."""
    with runtime.reading() as db:
        told = {each.name: db.execute(select(func.count()).select_from(each)).scalar_one() for each in (items, cases)}
        waiting = select(func.count()).select_from(parts).where(PART_WANTED)
        told["files"] = db.execute(select(func.count()).select_from(parts).where(PART_HERE)).scalar_one()
        told["wanted"] = db.execute(waiting).scalar_one()
        told["chains"] = db.execute(select(func.count()).select_from(chains)).scalar_one()
    return told


def _items_without_case(runtime: Runtime) -> Iterator[dict[str, Any]]:
    of_cases = select(items.c.item).outerjoin(cases, cases.c.item == items.c.item).outerjoin(supplements, _JOINED)
    lonely = of_cases.where(cases.c.id.is_(None), supplements.c.item.is_(None))
    with runtime.reading() as db:
        found = db.execute(lonely).scalars().all()
    for item in found:
        yield _problem(item, "no-case", "an item without its case")


def _files(runtime: Runtime) -> Iterator[dict[str, Any]]:
    received = select(parts.c.item, parts.c.name, parts.c.sha256).where(PART_HERE)
    with runtime.reading() as db:
        files = [(f"{item}/{name}", sha256) for item, name, sha256 in db.execute(received)]
        files += [(blob, sha256) for blob, sha256 in db.execute(FILES)]
    for name, sha256 in files:
        content = runtime.blobs.get(name)
        if content is None:
            yield _problem(name, "missing", "the sealed file is not there")
        elif hashlib.sha256(content).hexdigest() != sha256:
            yield _problem(name, "damaged", "the sealed file is not what its envelope says")
    yield from _not_erased(runtime)


def _not_erased(runtime: Runtime) -> Iterator[dict[str, Any]]:
    """Files that are there although their petitioner withdrew the consent, as somebody may have put them back."""
    withdrawn = select(parts.c.item, parts.c.name).where(parts.c.erased_at.is_not(None))
    with runtime.reading() as db:
        names = [f"{item}/{name}" for item, name in db.execute(withdrawn)]
    for name in filter(runtime.blobs.has, names):
        yield _problem(name, "not-erased", "its consent was withdrawn; delete the file")


def _chains(runtime: Runtime) -> Iterator[dict[str, Any]]:
    try:
        with runtime.reading() as db:
            hash_chain.verified(db)
    except AuditLogBroken as broken:
        yield _problem("journal", "broken", broken.detail)


def _keys(runtime: Runtime) -> Iterator[dict[str, Any]]:
    """Whether the keys open the latest text; those of another gateway do not."""
    latest = select(cases.c.item).where(cases.c.recipient_set == BUREAU).order_by(cases.c.id.desc()).limit(1)
    with runtime.reading() as db:
        item = db.execute(latest).scalar()
    sealed = runtime.blobs.get(f"{item}/{TEXT}") if item else None
    try:
        if sealed:
            runtime.keys.opened(sealed)
    except NotAddressed:
        yield _problem("keys", "wrong-key", "the keys here do not open what is sealed here")
    except SealBroken:
        return  # reported already, by its digest


def _problem(item: str, code: str, message: str) -> dict[str, Any]:
    return {"item": item, "error": {"code": code, "message": message}}
