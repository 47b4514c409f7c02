"""The drafts of an agent: each sealed to the agent's own key, written while they type, readable by nobody else.

Of a row its size and the time of its last change are to be seen, in an open store. What is removed is overwritten, in
the file and in its log. A draft is open in one window at a time; a lock that a dead process cannot hold says in which.
"""

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from agency.agent_key import AgentKey
from agency.draft_record import DraftRecord, DraftState, RecordWriter, read_record, secret_of
from agency.owned_table import OwnedTable
from core.draft import Draft
from core.problems import DraftGone, DraftOpenElsewhere, DraftUnreadable, NotAddressed, Problem, SealBroken
from core.receipt import Slip
from storage.aead import Aead
from storage.file_lock import FileLock
from storage.store import Row, Store
from sync.item import stamp
from sync.terminal import Terminal
from trust.seal import pad_text

FOLDER = "drafts"
"""Of a terminal's home; it holds locks and nothing else."""
_TRUNCATED = "PRAGMA wal_checkpoint(TRUNCATE)"
_PART = "SELECT content FROM draft_parts WHERE draft = ? AND name = ?"


@dataclass(frozen=True)
class ListedDraft:
    """`at`: its last change. `record`: without sound and pictures; None where it cannot be read, which `problem` says.
    `elsewhere`: it is open in another window."""

    id: str
    at: datetime
    record: DraftRecord | None = None
    problem: Problem | None = None
    elsewhere: bool = False

    @property
    def torn_off(self) -> bool:
        """Whether its window ended without leaving it: by a crash, or without power."""
        return self.record is not None and not (self.record.left or self.record.slip or self.elsewhere)


@dataclass(frozen=True)
class Drafts:
    """The drafts of one agent, who is signed in. `kind`: of drafts. Every call may raise DiskFull, StoreDamaged."""

    terminal: Terminal
    agent: str
    key: AgentKey
    kind: type[Draft]

    @property
    def store(self) -> Store:
        return self.terminal.store

    def listed(self) -> list[ListedDraft]:
        """Returns all, the last changed first; one that cannot be read stops no other. Some milliseconds each."""
        rows = self.store.read(
            "SELECT id, changed, content FROM drafts WHERE agent = ? ORDER BY changed DESC", self.agent
        )
        return [self._listed(row) for row in rows]

    def begin(self) -> "OpenDraft":
        """Returns a new draft, of which nothing is stored before it is first saved."""
        id_ = uuid4().hex
        return OpenDraft(self, id_, self._lock(id_), RecordWriter(id_))

    def open(self, id_: str) -> tuple["OpenDraft", DraftRecord]:
        """Returns a draft to work on, and all that is in it. Raises DraftUnreadable, DraftOpenElsewhere, DraftGone."""
        lock = self._taken(id_)
        try:
            rows = self.store.read("SELECT content FROM drafts WHERE id = ? AND agent = ?", id_, self.agent)
            if not rows:
                raise DraftGone
            text = self._opened(rows[0]["content"])
            secret = secret_of(text)
            record = read_record(text, id_, self.kind, lambda name: self._part(id_, name, secret))
            opened = OpenDraft(self, id_, lock, RecordWriter(id_, secret), stored=True)
            return opened, replace(record, slip=self._slip(record))
        except BaseException:
            lock.release()
            raise

    def remove(self, id_: str) -> None:
        """Removes a draft, readable or not. Raises DraftOpenElsewhere."""
        lock = self._taken(id_)
        self.erase(id_)
        lock.release()
        lock.path.unlink(missing_ok=True)

    def erase(self, id_: str) -> None:
        """Removes the rows of a draft, from the file and from its log."""
        with self.store.write() as tx:
            tx.execute("DELETE FROM drafts WHERE id = ? AND agent = ?", (id_, self.agent))
        self.store.read(_TRUNCATED)

    def _listed(self, row: Row) -> ListedDraft:
        id_, at = row["id"], datetime.fromisoformat(row["changed"])
        try:
            record = read_record(self._opened(row["content"]), id_, self.kind, lambda _name: b"")
        except DraftUnreadable as problem:
            return ListedDraft(id_, at, problem=problem.kept())
        record = replace(record, slip=self._slip(record))
        return ListedDraft(id_, at, record, elsewhere=self._held(id_))

    def _slip(self, record: DraftRecord) -> Slip | None:
        """Returns the slip of a draft that was filed, and only its deletion did not come to be."""
        item = self.terminal.outbox.find(record.draft.item)
        return item.slip if item else None

    def _opened(self, sealed: bytes) -> bytes:
        try:
            return self.key.open(sealed)
        except (SealBroken, NotAddressed) as trouble:
            raise DraftUnreadable(trouble.code) from None

    def _part(self, id_: str, name: str, secret: bytes) -> bytes:
        rows = self.store.read(_PART, id_, name)
        if not rows:
            raise DraftUnreadable("part missing")
        try:
            return part_cipher(secret).decrypt(rows[0]["content"])
        except SealBroken:
            raise DraftUnreadable("part torn") from None

    def _lock(self, id_: str) -> FileLock:
        folder: Path = self.terminal.home / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        return FileLock(folder / f"{id_}.lock")

    def _taken(self, id_: str) -> FileLock:
        lock = self._lock(id_)
        if not lock.acquire(wait=False):
            raise DraftOpenElsewhere
        return lock

    def _held(self, id_: str) -> bool:
        lock = self._lock(id_)
        if lock.acquire(wait=False):
            lock.release()
            return False
        return True


class OpenDraft:
    """A draft that one window works on. Calls may come from any thread; each waits for the one before. What is closed
    is not written any more."""

    def __init__(self, drafts: Drafts, id_: str, lock: FileLock, writer: RecordWriter, *, stored: bool = False) -> None:
        self.id = id_
        self._drafts, self._lock, self._writer = drafts, lock, writer
        self._locked = self.stored = stored
        self._parts: frozenset[str] | None = None
        self._turn = threading.RLock()
        self._over = False

    def save(self, state: DraftState, at: datetime, *, left: bool = False) -> None:
        """Stores the draft as it is; on the disk when this returns, and otherwise as it was before. `left`: the agent
        leaves it on purpose. Raises DiskFull, StoreProblem; DraftGone where the agent was removed meanwhile, or handed
        it over."""
        with self._turn:
            if not self._over:
                self._save(state, at, left)

    def _save(self, state: DraftState, at: datetime, left: bool) -> None:
        if not self._locked:
            self._locked = self._lock.acquire(wait=False)
        text, parts = self._writer.write(state, at, left=left)
        key, agent = self._drafts.key, self._drafts.agent
        sealed, known, cipher = key.seal(pad_text(text)), self._known(), part_cipher(self._writer.secret)
        fresh = {name: cipher.encrypt(content) for name, content in parts.items() if name not in known}
        with self._drafts.store.write() as tx:
            updated = tx.execute(
                "UPDATE drafts SET changed = ?, content = ? WHERE id = ? AND agent = ?",
                (stamp(at), sealed, self.id, agent),
            )
            if not updated.rowcount:
                fresh |= {name: cipher.encrypt(content) for name, content in parts.items() if name not in fresh}
                self._may_begin_anew(tx)
                tx.execute("INSERT INTO drafts VALUES (?, ?, ?, ?)", (self.id, agent, stamp(at), sealed))
            rows = [(self.id, name, content) for name, content in fresh.items()]
            tx.executemany("INSERT OR REPLACE INTO draft_parts VALUES (?, ?, ?)", rows)
            gone = [(self.id, name) for name in known - parts.keys()]
            tx.executemany("DELETE FROM draft_parts WHERE draft = ? AND name = ?", gone)
        self.stored, self._parts = True, frozenset(parts)

    def remove(self) -> None:
        """Removes it from the disk, and closes it."""
        with self._turn:
            self._over = True
            try:
                if self.stored:
                    self._drafts.erase(self.id)
            finally:
                self.close()
            self._lock.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Lets other windows open it."""
        with self._turn:
            self._over = True
            if self._locked:
                self._locked = False
                self._lock.release()

    def _known(self) -> frozenset[str]:
        """Returns the names of the parts that are on the disk."""
        if self._parts is None:
            rows = self._drafts.store.read("SELECT name FROM draft_parts WHERE draft = ?", self.id)
            self._parts = frozenset(row["name"] for row in rows)
        return self._parts

    def _may_begin_anew(self, tx: Any) -> None:
        """Raises DraftGone for a stored draft whose agent is gone, or that was handed over; a store that was begun anew
        has lost it, and it is stored again."""
        if tx.execute("SELECT 1 FROM drafts WHERE id = ?", (self.id,)).fetchone():
            raise DraftGone
        if self.stored and self._drafts.agent not in self._drafts.terminal.agent_register.accounts():
            raise DraftGone


def part_cipher(secret: bytes) -> Aead:
    """Returns what encrypts the parts of a draft. Their secret lies in its record, which is sealed to the agent:
    whoever is given the record has the parts."""
    return Aead(secret, "draft parts")


OWNED = OwnedTable(
    name="drafts",
    rows="SELECT id, content FROM drafts WHERE agent = ?",
    give="UPDATE drafts SET agent = ?, content = ? WHERE id = ? AND agent = ?",
    forget="DELETE FROM drafts WHERE agent = ?",
    optional=True,
)
"""The parts go with their draft."""
