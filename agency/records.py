"""An agent's records, each sealed to the agent's own key: what they filed for whom, notes on tasks, rounds through the
villages. The store shows how many there are and of which kind, nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from agency.agent_key import AgentKey
from storage.store import Store

T = TypeVar("T")


class Kind(StrEnum):
    FILING = "filing"
    NOTE = "note"
    ROUND = "round"


@dataclass(frozen=True)
class Records(Generic[T]):
    """Records of one kind of one agent, who is signed in. Every call may raise DiskFull, StoreDamaged."""

    store: Store
    agent: str
    key: AgentKey
    kind: Kind
    json: TypeAdapter[T]

    def listed(self) -> list[T]:
        """Returns all, in the order in which they were first kept. Raises SealBroken."""
        these = "SELECT content FROM agent_records WHERE agent = ? AND kind = ? ORDER BY number"
        rows = self.store.read(these, self.agent, self.kind)
        return [self.json.validate_json(self.key.open(row["content"])) for row in rows]

    def keep(self, **records: T) -> None:
        """Stores records by their ids, all or none, in place of what the agent has under the same ids."""
        sealed = [
            (self.agent, self.kind, id_, self.key.seal(self.json.dump_json(each))) for id_, each in records.items()
        ]
        with self.store.write() as tx:
            tx.executemany(_KEPT, sealed)

    def remove(self, *ids: str) -> None:
        """Removes records, from the file and from its log."""
        if ids:
            with self.store.write() as tx:
                tx.executemany(_REMOVED, [(self.agent, self.kind, each) for each in ids])
            self.store.read(_TRUNCATED)


_KEPT = (
    "INSERT INTO agent_records (agent, kind, id, content) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (agent, kind, id) DO UPDATE SET content = excluded.content"
)
_REMOVED = "DELETE FROM agent_records WHERE agent = ? AND kind = ? AND id = ?"
_TRUNCATED = "PRAGMA wal_checkpoint(TRUNCATE)"
