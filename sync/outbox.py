"""The outbox: one table of items, with what the platform has answered; items change one transition at a time.

Only the desk adds items; only the engine and a technician change them. Every transition is one transaction and is
logged with its time; one that `core.outbox_state` does not allow is a bug.
"""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from core.case import EarlierCase
from core.outbox_state import OutboxState
from core.petition import Purpose, local_number
from core.problems import UnknownItem
from core.receipt import Receipt
from core.wire import EARLIER, RECEIPT, Envelope, ItemStatus
from storage.store import Row, Store
from sync.item import Item, Move, Part, stamp

log = logging.getLogger(__name__)
Listener = Callable[[Item], None]
LONGEST_WAIT = timedelta(hours=1)
"""The longest wait of an item; a longer one comes from a wrong clock."""

UNSETTLED = "state IN ('saved', 'sending', 'delivered')"


class Outbox:
    """Listeners are called for every change, in the thread that made it, after it is on the disk."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._listeners: list[Listener] = []

    def on_change(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def add(self, envelope: Envelope, urgent: bool = False) -> Item:
        """Queues an item whose sealed files exist, before others if it is urgent. An item that is queued already is
        unchanged."""
        now = stamp(datetime.now(UTC))
        row = (
            str(envelope.item),
            local_number(envelope.item, envelope.created),
            envelope.created.isoformat(),
            envelope.place_code,
            envelope.kind.value,
            OutboxState.SAVED.value,
            now,
            now,
            urgent,
        )
        with self.store.write() as tx:
            added = tx.execute(
                "INSERT OR IGNORE INTO items (item, local_number, created, place, kind, state, since, next_at, urgent)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            if added.rowcount:
                tx.executemany(
                    "INSERT INTO parts (item, name, sha256, size) VALUES (?, ?, ?, ?)",
                    [(str(envelope.item), part.name, part.sha256, part.size) for part in envelope.parts],
                )
                _write_down(tx, envelope.item, OutboxState.SAVED, now, "")
        return self._tell(envelope.item)

    def find(self, item: UUID) -> Item | None:
        found = self._items("WHERE item = ?", str(item))
        return found[0] if found else None

    def get(self, item: UUID) -> Item:
        if found := self.find(item):
            return found
        raise UnknownItem

    def by_local_number(self, number: str) -> Item | None:
        """Returns the newest item with this slip number; numbers repeat after a year."""
        found = self._items("WHERE local_number = ? ORDER BY created DESC LIMIT 1", number)
        return found[0] if found else None

    def by_query_code(self, code: str) -> Item | None:
        """Returns the item with this query code, `code` without dashes. What was joined to a case has none."""
        found = self._items("WHERE query_code <> '' AND replace(query_code, '-', '') = ?", code)
        return found[0] if found else None

    def all(self) -> list[Item]:
        return self._items("ORDER BY created, item")

    def history(self, item: UUID) -> list[Move]:
        rows = self.store.read("SELECT state, at, reason FROM moves WHERE item = ? ORDER BY rowid", str(item))
        return [
            Move(state=OutboxState(row["state"]), at=datetime.fromisoformat(row["at"]), reason=row["reason"])
            for row in rows
        ]

    def due(self, now: datetime) -> Item | None:
        """Returns the item to send next, of those that are due: texts that have not been sent before all others, of
        these the urgent ones, of these the oldest."""
        found = self._items(
            f"WHERE {UNSETTLED} AND (next_at <= ? OR next_at > ?)"  # nosec B608 # no values
            " ORDER BY (SELECT sent > 0 FROM parts WHERE parts.item = items.item AND name = 'text.age'),"
            " urgent DESC, created, item LIMIT 1",
            stamp(now),
            stamp(now + LONGEST_WAIT),
        )
        return found[0] if found else None

    def waiting(self) -> tuple[int, datetime | None]:
        """Returns how many items the platform does not have yet, and when the oldest of them was filed."""
        (row,) = self.store.read(
            f"SELECT count(*) AS number, min(created) AS oldest FROM items WHERE {UNSETTLED}"  # nosec B608 # no values
        )
        return row["number"], datetime.fromisoformat(row["oldest"]) if row["oldest"] else None

    def set_aside(self) -> int:
        """Returns how many items a person must look at."""
        wanted = "SELECT count(*) AS number FROM items WHERE state = ?"
        return int(self.store.read(wanted, OutboxState.QUARANTINED.value)[0]["number"])

    def next_due(self) -> datetime | None:
        """Returns when the next item is due; None when none waits."""
        (row,) = self.store.read(f"SELECT min(next_at) AS at FROM items WHERE {UNSETTLED}")  # nosec B608 # no values
        return datetime.fromisoformat(row["at"]) if row["at"] else None

    def move(self, item: UUID, to: OutboxState, reason: str = "", next_at: datetime | None = None) -> Item:
        """Changes the state if the transition is allowed; an item in that state already is unchanged."""
        with self.store.write() as tx:
            _move(tx, item, to, reason, next_at)
        return self._tell(item)

    def note_attempt(self, item: UUID) -> None:
        with self.store.write() as tx:
            tx.execute("UPDATE items SET attempts = attempts + 1 WHERE item = ?", (str(item),))

    def note_receipt(self, receipt: Receipt, earlier: EarlierCase | None = None) -> Item:
        """Records the receipt and resets the count of attempts, since there was progress."""
        before = EARLIER.dump_json(earlier).decode() if earlier else None
        numbers = (receipt.case_number, receipt.query_code, receipt.registered_at.isoformat(), receipt.signature)
        with self.store.write() as tx:
            tx.execute(
                "UPDATE items SET case_number = ?, query_code = ?, registered_at = ?, signature = ?, earlier = ?,"
                " attempts = 0 WHERE item = ?",
                (*numbers, before, str(receipt.item)),
            )
        return self._tell(receipt.item)

    def note_part(self, item: UUID, part: Part) -> Item:
        """Records the progress of a part."""
        with self.store.write() as tx:
            tx.execute(
                "UPDATE parts SET sent = ?, upload = ?, token = ? WHERE item = ? AND name = ?",
                (part.sent, part.upload, part.token, str(item), part.name),
            )
        return self._tell(item)

    def acknowledge(self, status: ItemStatus) -> Item:
        """Records an acknowledgement carried by hand: registered if no part is wanted, else the
        parts are still sent."""
        text = next(part for part in self.get(status.item).parts if not part.number)
        item = self.note_part(status.item, replace(text, sent=text.size))
        if status.receipt is None or item.state is OutboxState.REGISTERED:
            return item
        item = self.note_receipt(status.receipt, status.earlier)
        if status.wanted:
            return item
        if item.state is OutboxState.SENDING:
            self.move(item.item, OutboxState.DELIVERED)
        return self.move(item.item, OutboxState.REGISTERED)

    def retry(self, item: UUID) -> Item:
        """Takes an item out of quarantine and resets its count of attempts."""
        with self.store.write() as tx:
            tx.execute("UPDATE items SET attempts = 0, released = 0 WHERE item = ?", (str(item),))
        return self.move(item, OutboxState.SAVED)

    def send_again(self, item: UUID, reason: str, keep_receipt: bool = False) -> Item:
        """Queues an item again of which the platform has lost all or parts. A receipt that is no
        longer valid is removed."""
        with self.store.write() as tx:
            tx.execute("UPDATE items SET attempts = 0 WHERE item = ?", (str(item),))
            tx.execute("UPDATE parts SET sent = 0, upload = '', token = '' WHERE item = ?", (str(item),))
            if not keep_receipt:
                _promise(tx, item)
                nothing = "case_number = NULL, query_code = NULL, registered_at = NULL, earlier = NULL, signature = ''"
                tx.execute(f"UPDATE items SET {nothing} WHERE item = ?", (str(item),))  # nosec B608 # no values
                tx.execute("DELETE FROM passed WHERE item = ?", (str(item),))
            _move(tx, item, OutboxState.SAVED, reason)
        return self._tell(item)

    def release(self, item: UUID) -> Item:
        """Marks an item as settled by hand by a technician: it stays quarantined and no longer counts as open."""
        with self.store.write() as tx:
            tx.execute("UPDATE items SET released = 1 WHERE item = ? AND state = 'quarantined'", (str(item),))
        return self._tell(item)

    def make_due_now(self, *codes: str) -> None:
        """Makes waiting items due now; with problem codes, only those that wait because of these."""
        marks = ", ".join("?" * len(codes))
        only = f" AND substr(reason, 1, 4) IN ({marks})" if codes else ""
        with self.store.write() as tx:
            now = stamp(datetime.now(UTC))
            tx.execute(f"UPDATE items SET next_at = ? WHERE {UNSETTLED}{only}", (now, *codes))  # nosec B608 # no values

    def _items(self, where: str, *values: object) -> list[Item]:
        parts = (
            "(SELECT json_group_array(json_object('name', name, 'sha256', sha256, 'size', size, 'sent', sent,"
            " 'upload', upload, 'token', token)) FROM parts WHERE parts.item = items.item) AS parts"
        )
        found = self.store.read(f"SELECT *, {parts} FROM items {where}", *values)  # nosec B608 # no values
        return [_item(row) for row in found]

    def _tell(self, item: UUID) -> Item:
        changed = self.get(item)
        for listener in self._listeners:
            try:
                listener(changed)
            except Exception:
                log.exception("a listener failed")  # a failing listener does not undo what is on the disk
        return changed


def _promise(tx: Any, item: UUID) -> None:
    """Remembers a receipt that was printed, whatever becomes of the item."""
    if receipt := _receipt(_one(tx, "SELECT * FROM items WHERE item = ?", item)):
        tx.execute("UPDATE items SET promised = ? WHERE item = ?", (RECEIPT.dump_json(receipt).decode(), str(item)))


def _one(tx: Any, sql: str, item: UUID) -> Row:
    row: Row | None = tx.execute(sql, (str(item),)).fetchone()
    if row is None:
        raise UnknownItem
    return row


def _move(tx: Any, item: UUID, to: OutboxState, reason: str, next_at: datetime | None = None) -> None:
    now = stamp(datetime.now(UTC))
    state = OutboxState(_one(tx, "SELECT state FROM items WHERE item = ?", item)["state"])
    if state is not to:
        if not state.may_become(to):
            raise ValueError(f"{state} never becomes {to}")
        tx.execute("UPDATE items SET state = ?, since = ? WHERE item = ?", (to.value, now, str(item)))
        _write_down(tx, item, to, now, reason)
    tx.execute(
        "UPDATE items SET reason = ?, next_at = ? WHERE item = ?",
        (reason, stamp(next_at) if next_at else now, str(item)),
    )


def _write_down(tx: Any, item: UUID, state: OutboxState, at: str, reason: str) -> None:
    tx.execute("INSERT INTO moves VALUES (?, ?, ?, ?)", (str(item), state.value, at, reason))


def _item(row: Row) -> Item:
    parts: Iterable[dict[str, Any]] = json.loads(row["parts"])
    return Item(
        item=UUID(row["item"]),
        local_number=row["local_number"],
        created=datetime.fromisoformat(row["created"]),
        place=row["place"],
        kind=Purpose(row["kind"]),
        state=OutboxState(row["state"]),
        since=datetime.fromisoformat(row["since"]),
        reason=row["reason"],
        urgent=bool(row["urgent"]),
        attempts=row["attempts"],
        released=bool(row["released"]),
        receipt=_receipt(row),
        promised=RECEIPT.validate_json(row["promised"]) if row["promised"] else None,
        earlier=EARLIER.validate_json(row["earlier"]) if row["earlier"] else None,
        parts=tuple(sorted((Part(**part) for part in parts), key=lambda part: part.number)),
    )


def _receipt(row: Row) -> Receipt | None:
    if row["case_number"] is None:
        return None
    return Receipt(
        item=UUID(row["item"]),
        case_number=row["case_number"],
        query_code=row["query_code"],
        registered_at=datetime.fromisoformat(row["registered_at"]),
        signature=row["signature"],
    )
