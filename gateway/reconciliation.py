"""Reconciliation: compares a terminal's items with ours, and what each side has seen of the other's audit log."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from core.claim import proves
from core.outbox_state import OutboxState
from core.problems import AuditLogBroken
from core.reconciliation import (
    MAX_UNLISTED_ITEMS,
    HeldItem,
    ReconciledItem,
    ReconciliationAnswer,
    ReconciliationCall,
    RegistrationStatus,
    SignedCheckpoint,
)
from core.wire import ItemStatus
from gateway.audit_log import hash_chain
from gateway.auth import enrolment, rotation
from gateway.cases import receipts, supplements
from gateway.intake import earlier_cases
from gateway.keys.keyring import Keyring
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.schema import PART_WANTED, cases, items, parts
from gateway.telemetry.log import log
from gateway.throttling import quotas
from trust.checkpoint import Checkpoint


def reconcile(runtime: Runtime, terminal: str, call: ReconciliationCall) -> ReconciliationAnswer:
    """Answer one page. Raises Refused 403 for a checkpoint that is not this terminal's."""
    if call.checkpoint:
        quotas.check_lines(runtime, terminal)
        _check(runtime, terminal, call.checkpoint)
    with runtime.reading() as db:
        found = _found(runtime.keys, db, terminal, call.items)
        unlisted, until = _unlisted(runtime.keys, db, terminal, call)
    with runtime.engine.begin() as db:
        hash_chain.lock(db, terminal)  # locked, so that `told` is the checkpoint before this call's
        goes_on = call.seen is None or hash_chain.continues_from(db, terminal, call.seen.events, call.seen.head)
        told = hash_chain.terminal_checkpoint(db, terminal)
        if call.checkpoint:
            _keep(runtime, db, terminal, call.checkpoint, told)
        here = Checkpoint(runtime.now(), {terminal: hash_chain.end(db, terminal)})
    return ReconciliationAnswer(
        nonce=call.nonce,
        at=runtime.now(),
        until=until,
        items=[each for each in found if until is None or str(each.item) <= str(until)],
        unlisted=unlisted,
        goes_on=goes_on,
        checkpoint=SignedCheckpoint(**here.signed(runtime.keys.signing)),
        told=told,
    )


def _found(keys: Keyring, db: Connection, terminal: str, named: Sequence[HeldItem]) -> list[ReconciledItem]:
    rows = _rows(db, items.c.item.in_([str(each.item) for each in named]))
    wanted = _wanted(db, rows)
    return [_compared(keys, terminal, each, rows.get(str(each.item)), wanted) for each in named]


def _compared(
    keys: Keyring, terminal: str, held: HeldItem, row: Mapping[Any, Any] | None, wanted: Mapping[str, list[str]]
) -> ReconciledItem:
    """Another terminal's item is compared only for a terminal that could resubmit it: one with its envelope and
    claim."""
    if row is None:
        return ReconciledItem(item=held.item, standing=RegistrationStatus.UNKNOWN)
    if held.fingerprint not in {None, row["fingerprint"]}:
        return ReconciledItem(item=held.item, standing=RegistrationStatus.OTHER)
    if row["terminal"] != terminal and not (held.fingerprint and proves(held.claim, held.item)):
        return ReconciledItem(item=held.item, standing=RegistrationStatus.ELSEWHERE)
    status = _status(keys, row, wanted)
    agreed = held.state is OutboxState.REGISTERED and held.case_number == row["number"] and not status.wanted
    return ReconciledItem(item=held.item, standing=RegistrationStatus.REGISTERED, status=None if agreed else status)


def _unlisted(
    keys: Keyring, db: Connection, terminal: str, call: ReconciliationCall
) -> tuple[list[ItemStatus], UUID | None]:
    """Items of the terminal that it did not name, and the last id that was looked at; None: all."""
    named = {str(each.item) for each in call.items}
    stretch = [items.c.terminal == terminal]
    if call.after:
        stretch.append(items.c.item > str(call.after))
    if call.until:
        stretch.append(items.c.item <= str(call.until))
    if call.since:
        stretch.append(items.c.received_at >= call.since)
    limit = len(named) + MAX_UNLISTED_ITEMS + 1
    ids = list(db.execute(select(items.c.item).where(*stretch).order_by(items.c.item).limit(limit)).scalars())
    others = [item for item in ids if item not in named]
    until = call.until
    if len(others) > MAX_UNLISTED_ITEMS:
        others, until = others[:MAX_UNLISTED_ITEMS], UUID(others[MAX_UNLISTED_ITEMS - 1])
    rows = _rows(db, items.c.item.in_(others))
    wanted = _wanted(db, rows)
    return [_status(keys, rows[item], wanted) for item in others], until


def _rows(db: Connection, which: ColumnElement[bool]) -> dict[str, Mapping[Any, Any]]:
    columns = (items.c.terminal, items.c.fingerprint, *receipts.COLUMNS, cases.c.earlier)
    told = select(*columns).select_from(items).join(cases).where(which)
    return {**{row["item"]: row for row in db.execute(told).mappings()}, **supplements.registered(db, which)}


def _wanted(db: Connection, of: Iterable[str]) -> dict[str, list[str]]:
    missing = select(parts.c.item, parts.c.name).where(parts.c.item.in_(list(of)), PART_WANTED)
    wanted: dict[str, list[str]] = {}
    for item, name in sorted(db.execute(missing).all(), key=lambda row: int(row.name.partition(".")[0])):
        wanted.setdefault(item, []).append(name)
    return wanted


def _status(keys: Keyring, row: Mapping[Any, Any], wanted: Mapping[str, list[str]]) -> ItemStatus:
    return ItemStatus(
        item=UUID(row["item"]),
        wanted=wanted.get(row["item"], []),
        receipt=receipts.for_case(keys, row),
        earlier=earlier_cases.read(row["earlier"]),
    )


def _check(runtime: Runtime, terminal: str, signed: SignedCheckpoint) -> None:
    sender = enrolment.find_sender(runtime, terminal)
    assert sender, "whoever signed the call"
    try:
        shown = Checkpoint.opened(**signed.model_dump(), public_keys=rotation.keys_for_envelopes(runtime, sender))
    except AuditLogBroken as error:
        raise Refused(403, "bad-checkpoint", "this is no checkpoint of this terminal") from error
    if set(shown.chains) != {terminal}:
        raise Refused(403, "bad-checkpoint", "this is the checkpoint of another journal")


def _keep(
    runtime: Runtime, db: Connection, terminal: str, signed: SignedCheckpoint, before: SignedCheckpoint | None
) -> None:
    """Stores the terminal's checkpoint, also as a line of our audit log: with either log the other can be checked."""
    if before and _went_back(terminal, before, signed):
        log("warning", about="a terminal's journal does not go on from what it showed before", terminal=terminal)
    runtime.audit(db, "checkpoint", terminal=terminal, **signed.model_dump())
    hash_chain.store_terminal_checkpoint(db, terminal, signed)


def _went_back(terminal: str, before: SignedCheckpoint, now: SignedCheckpoint) -> bool:
    (old_events, old_head), (events, head) = (
        Checkpoint.unverified(each.checkpoint).chains[terminal] for each in (before, now)
    )
    return events < old_events or (events == old_events and head != old_head)
