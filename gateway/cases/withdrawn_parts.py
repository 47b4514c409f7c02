"""Consents that a petitioner withdraws (个人信息保护法 art. 15, 47): the recording and the card's picture of their case
are deleted. What stays is that there was one, its size and digest, and the line of the audit log.

The row says first that a part is withdrawn; from then on nobody is shown it and no upload of it is taken in. Its file
is deleted behind that, again and again until it is done: here, by whoever was still writing it, and by `erase_all`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, or_, select, update

from core.petition import Petition, Role
from core.wire.own_acts import OwnAct
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import items, parts, uploads

ROLES: Mapping[OwnAct, Role] = {OwnAct.NO_AUDIO: Role.AUDIO, OwnAct.NO_CARD_IMAGE: Role.CARD}
"""Attachments that are here by a consent of their own (`core.petition.Consents`)."""
_LEFT = and_(parts.c.withdrawn_at.is_not(None), parts.c.erased_at.is_(None))


@dataclass(frozen=True)
class Outcome:
    """Parts whose files are deleted, and parts that had not come and are not taken in any more. By name."""

    erased: tuple[str, ...]
    refused: tuple[str, ...]


def named(petition: Petition, act: OwnAct) -> list[str]:
    """Returns the parts of the item that are here by the consent which the act withdraws."""
    return [f"{n}.age" for n, each in enumerate(petition.attachments, 1) if each.role is ROLES[act]]


def stand(db: Connection, item: str, names: Sequence[str]) -> bool:
    """Whether one of these parts is not withdrawn yet."""
    standing = select(parts.c.name).where(*_these(item, names), parts.c.withdrawn_at.is_(None)).limit(1)
    return db.execute(standing).first() is not None


def withdraw(db: Connection, runtime: Runtime, item: str, names: Sequence[str]) -> None:
    """Note that they are withdrawn, within the transaction `db`; `erase` has to follow it. Raises Refused 422 where
    none is left to withdraw."""
    this = (*_these(item, names), parts.c.withdrawn_at.is_(None))
    if not db.execute(update(parts).where(*this).values(withdrawn_at=runtime.now())).rowcount:
        raise Refused(422, "not-now", "there is nothing of the kind, or it was withdrawn before")


def is_withdrawn(runtime: Runtime, item: str, name: str) -> bool:
    this = select(parts.c.withdrawn_at).where(*_these(item, [name]))
    with runtime.reading() as db:
        return db.execute(this).scalar() is not None


def erase(runtime: Runtime, item: str) -> None:
    """Delete the files of the item's withdrawn parts. A part that somebody is writing at this moment is left to them.
    May be called again; a store that does not answer raises its own error, and the row stays as it is."""
    with runtime.reading() as db:
        found = db.execute(select(parts).where(parts.c.item == item, _LEFT)).mappings().all()
    for part in found:
        _erase(runtime, part)


def erase_all(runtime: Runtime) -> int:
    """Delete what a kill or a store that did not answer has left; returns of how many items."""
    with runtime.reading() as db:
        left = db.execute(select(parts.c.item).where(_LEFT).distinct()).scalars().all()
    for item in left:
        erase(runtime, item)
    return len(left)


def _erase(runtime: Runtime, part: RowMapping) -> None:
    this = (uploads.c.item == part["item"], uploads.c.name == part["name"])
    nobody_writes = or_(uploads.c.writer.is_(None), uploads.c.held_until <= runtime.now())
    with runtime.engine.begin() as db:
        # without its row an upload is never stored: its writer's lease cannot be renewed
        gone = db.execute(delete(uploads).where(*this, *_unless_here(part, nobody_writes)).returning(uploads.c.id))
        drafts = list(gone.scalars())
        if db.execute(select(uploads.c.id).where(*this)).first():
            return
    for draft in drafts:
        runtime.blobs.drop(draft)
    runtime.blobs.remove(f"{part['item']}/{part['name']}")
    its = (*_these(part["item"], [part["name"]]), _LEFT)
    with runtime.engine.begin() as db:
        if db.execute(update(parts).where(*its).values(erased_at=runtime.now())).rowcount:
            terminal = db.execute(select(items.c.terminal).where(items.c.item == part["item"])).scalar_one()
            what = {"item": part["item"], "part": part["name"], "sha256": part["sha256"]}
            runtime.audit(db, "part erased", terminal=terminal, **what)


def _unless_here(part: RowMapping, condition: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """Whoever brought a part that is here writes it no more."""
    return [] if part["received_at"] else [condition]


def outcome(db: Connection, item: str, names: Sequence[str]) -> Outcome:
    """Returns what became of these parts; one whose file is not deleted yet is in neither list."""
    rows = db.execute(select(parts).where(*_these(item, names)).order_by(parts.c.name)).mappings().all()
    gone = [row for row in rows if row["withdrawn_at"]]
    return Outcome(
        tuple(row["name"] for row in gone if row["received_at"] and row["erased_at"]),
        tuple(row["name"] for row in gone if not row["received_at"]),
    )


def _these(item: str, names: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return (parts.c.item == item, parts.c.name.in_(list(names)))
