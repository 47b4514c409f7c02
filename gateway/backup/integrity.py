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
from gateway.storage.schema import cases, chains, items, parts

TEXT = "text.age"


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
        waiting = select(func.count()).select_from(parts).where(parts.c.received_at.is_(None))
        told["files"] = db.execute(select(func.count(parts.c.received_at))).scalar_one()
        told["wanted"] = db.execute(waiting).scalar_one()
        told["chains"] = db.execute(select(func.count()).select_from(chains)).scalar_one()
    return told


def _items_without_case(runtime: Runtime) -> Iterator[dict[str, Any]]:
    lonely = select(items.c.item).outerjoin(cases).where(cases.c.id.is_(None))
    with runtime.reading() as db:
        found = db.execute(lonely).scalars().all()
    for item in found:
        yield _problem(item, "no-case", "an item without its case")


def _files(runtime: Runtime) -> Iterator[dict[str, Any]]:
    received = select(parts.c.item, parts.c.name, parts.c.sha256).where(parts.c.received_at.is_not(None))
    with runtime.reading() as db:
        rows = db.execute(received).all()
    for item, name, sha256 in rows:
        content = runtime.blobs.get(f"{item}/{name}")
        if content is None:
            yield _problem(f"{item}/{name}", "missing", "the sealed file is not there")
        elif hashlib.sha256(content).hexdigest() != sha256:
            yield _problem(f"{item}/{name}", "damaged", "the sealed file is not what its envelope says")


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
