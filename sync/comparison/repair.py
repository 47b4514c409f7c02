"""Repairs one item that the platform reports differently from this terminal."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pydantic import ValidationError

from core.outbox_state import OutboxState
from core.problems import LostByPlatform, SealBroken
from core.receipt import Receipt
from core.reconciliation import HeldItem, ReconciledItem, RegistrationStatus
from core.wire import ItemStatus
from storage.audit_log import AuditLog
from storage.file_lock import FileLock
from storage.sealed_items import SealedItems
from sync.comparison.difference import Difference, Kind
from sync.item import Item
from sync.outbox import Outbox

REGISTERED = OutboxState.REGISTERED


class ItemRepair:
    def __init__(
        self,
        *,
        outbox: Outbox,
        sealed_items: SealedItems,
        audit_log: AuditLog,
        engine_lock: FileLock,
        submission_lock: FileLock,
        keep: timedelta,
    ) -> None:
        """`keep`: how long sealed files are kept after registration."""
        self._outbox, self._sealed_items, self._audit_log = outbox, sealed_items, audit_log
        self._engine_lock, self._submission_lock, self.keep = engine_lock, submission_lock, keep

    def held(self, whole: bool) -> Iterator[HeldItem]:
        """Yields items by ascending id: all if `whole`, else the repairable ones, unsettled or with sealed files."""
        lying = set(self._sealed_items.items())
        for item in sorted(self._outbox.all(), key=lambda each: str(each.item)):
            if whole or not item.settled or item.item in lying:
                yield HeldItem(
                    item=item.item,
                    state=item.state,
                    case_number=item.receipt.case_number if item.receipt else None,
                    fingerprint=self._fingerprint(item) if item.item in lying else None,
                    claim=self._claim(item) if item.item in lying else None,
                )

    def mend(self, held: HeldItem, found: ReconciledItem) -> Difference | None:
        """Repairs an item and returns the difference; None if there is none, or if the item changed since the question.
        Raises DiskFull."""
        with self._engine_lock:
            item = self._outbox.get(held.item)
            if item.state is not held.state:
                return None
            match found.standing:
                case RegistrationStatus.UNKNOWN:
                    return self._lost(item) if item.state is REGISTERED else None
                case RegistrationStatus.OTHER:
                    return Difference.about(Kind.OTHER_CONTENT, item)
                case RegistrationStatus.ELSEWHERE:
                    return None if item.settled else Difference.about(Kind.ELSEWHERE, item)
            return self._registered(item, found.status) if found.status else None

    def clear(self, held: HeldItem, found: ReconciledItem, at: datetime) -> bool:
        """Deletes sealed files when their time is over. The platform has just said that it has everything.

        `at` and the receipt carry the platform's times, so a wrong clock here deletes nothing early.
        """
        if held.state is not REGISTERED or not held.fingerprint:
            return False
        item = self._outbox.get(held.item)
        if found.standing is not RegistrationStatus.REGISTERED or (found.status and self._lacking(item, found.status)):
            return False
        if not item.receipt or at - max(item.receipt.registered_at, item.since) < self.keep:
            return False
        with self._submission_lock:
            self._sealed_items.withdraw(item.item)
        self._audit_log.write("cleared", item=str(item.item))
        return True

    def _lost(self, item: Item) -> Difference:
        if not self._whole(item):
            return Difference.about(Kind.LOST, item)
        case_number = item.receipt.case_number if item.receipt else ""
        self._outbox.send_again(item.item, f"{LostByPlatform().code} {case_number}".strip())
        return Difference.about(Kind.SENT_AGAIN, item)

    def _registered(self, item: Item, status: ItemStatus) -> Difference | None:
        same = _numbers(item.receipt) == _numbers(status.receipt)
        if item.state is not REGISTERED:
            if same and status.wanted:
                return None  # its parts are being sent
            return Difference.about(Kind.RECEIPT, self._outbox.acknowledge(status))
        if status.receipt and not same:
            item = self._outbox.note_receipt(status.receipt, status.earlier)
        if not self._wanted(item, status):
            return None if same else Difference.about(Kind.RECEIPT, item)
        if not self._whole(item):
            return Difference.about(Kind.PARTS_LOST, item)
        self._outbox.send_again(item.item, LostByPlatform().code, keep_receipt=True)
        return Difference.about(Kind.PARTS_SENT_AGAIN, item)

    def _lacking(self, item: Item, status: ItemStatus) -> bool:
        return _numbers(item.receipt) != _numbers(status.receipt) or bool(self._wanted(item, status))

    def _wanted(self, item: Item, status: ItemStatus) -> set[str]:
        """Without what was dropped here, its consent being withdrawn."""
        return set(status.wanted) - self._sealed_items.dropped(item.item)

    def _whole(self, item: Item) -> bool:
        try:
            self._sealed_items.checked(item.item)
        except SealBroken:
            return False
        return True

    def _fingerprint(self, item: Item) -> str | None:
        try:
            return self._sealed_items.signed(item.item).opened().fingerprint
        except (SealBroken, ValidationError):
            return None

    def _claim(self, item: Item) -> str | None:
        try:
            return self._sealed_items.claim(item.item)
        except SealBroken:
            return None


def _numbers(receipt: Receipt | None) -> tuple[str, str] | None:
    return (receipt.case_number, receipt.query_code) if receipt else None
