"""Unfinished work of an agent who is away for days (decision 0003). What a draft holds is the app's business."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sync.home.store import Store
from sync.item import stamp


@dataclass(frozen=True)
class DraftLine:
    """One row of an agent's list."""

    id: UUID
    updated: datetime


class Drafts:
    """Each call names the agent whose draft it is; another agent's is not there."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, draft: UUID, agent: str, content: bytes) -> None:
        """New, or in place of the earlier state. Raises DiskFull."""
        with self._store.write() as tx:
            tx.execute(
                "INSERT INTO drafts VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                " SET updated = excluded.updated, content = excluded.content WHERE agent = excluded.agent",
                (str(draft), agent, stamp(datetime.now(UTC)), content),
            )

    def load(self, draft: UUID, agent: str) -> bytes | None:
        rows = self._store.read("SELECT content FROM drafts WHERE id = ? AND agent = ?", str(draft), agent)
        return bytes(rows[0]["content"]) if rows else None

    def list(self, agent: str) -> list[DraftLine]:
        """The latest first."""
        rows = self._store.read("SELECT id, updated FROM drafts WHERE agent = ? ORDER BY updated DESC", agent)
        return [DraftLine(UUID(row["id"]), datetime.fromisoformat(row["updated"])) for row in rows]

    def delete(self, draft: UUID, agent: str) -> None:
        with self._store.write() as tx:
            tx.execute("DELETE FROM drafts WHERE id = ? AND agent = ?", (str(draft), agent))
