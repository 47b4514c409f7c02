"""The people an agent serves (服务对象), kept.

Each is sealed to the agent's own key. What is removed is overwritten in the store, its log included.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from agency.agent_key import AgentKey
from agency.owned_table import OwnedTable
from agency.people_merge import merged
from agency.person_served import PersonServed
from core.list_order import list_order
from storage.store import Store
from trust.seal import seal

_JSON: TypeAdapter[PersonServed] = TypeAdapter(PersonServed)


@dataclass(frozen=True)
class People:
    """The people of one agent, who is signed in. Every call may raise DiskFull, StoreDamaged."""

    store: Store
    agent: str
    key: AgentKey

    def listed(self) -> list[PersonServed]:
        """Returns all, by village, household and name. A third of a millisecond each. Raises SealBroken."""
        return list(self.opened({}).values())

    def opened(self, before: Mapping[bytes, PersonServed]) -> dict[bytes, PersonServed]:
        """Returns all by their sealed form, in the order of `listed`. `before`: what was opened before, and is not
        opened again if it has not changed. Raises SealBroken.

        Who was brought in while the agent was not there is first compared with those known before, so that nobody
        stands twice.
        """
        known, arrived = self._open(before, arrived=False), self._open(before, arrived=True)
        if arrived:
            joined = merged(known.values(), arrived.values())
            self._settle(joined, [each.id for each in arrived.values()])
            known = self._open({**before, **known}, arrived=False)
        return dict(sorted(known.items(), key=lambda each: _place(each[1])))

    def keep(self, *served: PersonServed) -> None:
        """Stores people, in place of what stood under the same ids."""
        with self.store.write() as tx:
            tx.executemany(_KEPT, self._sealed(served))

    def remove(self, id_: str) -> None:
        """Removes one, from the file and from its log."""
        with self.store.write() as tx:
            tx.execute("DELETE FROM people WHERE id = ? AND agent = ?", (id_, self.agent))
        self.store.read(_TRUNCATED)

    def _open(self, before: Mapping[bytes, PersonServed], *, arrived: bool) -> dict[bytes, PersonServed]:
        these = "SELECT content FROM people WHERE agent = ? AND arrived = ?"
        forms = [bytes(row["content"]) for row in self.store.read(these, self.agent, int(arrived))]
        return {form: before.get(form) or _JSON.validate_json(self.key.open(form)) for form in forms}

    def _settle(self, joined: Iterable[PersonServed], arrived: Iterable[str]) -> None:
        with self.store.write() as tx:
            tx.executemany("DELETE FROM people WHERE id = ?", [(each,) for each in arrived])
            tx.executemany(_KEPT, self._sealed(joined))

    def _sealed(self, served: Iterable[PersonServed]) -> list[tuple[str, str, bytes]]:
        return [(each.id, self.agent, self.key.seal(_JSON.dump_json(each))) for each in served]


def _place(each: PersonServed) -> tuple[object, object, str]:
    return list_order(each.village), list_order(each.household), each.person.name


_TRUNCATED = "PRAGMA wal_checkpoint(TRUNCATE)"
_KEPT = (
    "INSERT INTO people (id, agent, arrived, content) VALUES (?, ?, 0, ?) "
    "ON CONFLICT (id) DO UPDATE SET content = excluded.content WHERE agent = excluded.agent"
)


def bring_in(store: Store, agent: str, recipient: str, served: Iterable[PersonServed]) -> None:
    """Stores people for an agent who need not be there: all of them, or after an error none. `recipient`: the public
    half of the agent's key. Raises DiskFull, StoreDamaged."""
    sealed = [(each.id, agent, seal(_JSON.dump_json(each), [recipient])) for each in served]
    with store.write() as tx:
        tx.executemany("INSERT INTO people (id, agent, arrived, content) VALUES (?, ?, 1, ?)", sealed)


def count(store: Store, agent: str) -> int:
    return int(store.read("SELECT count(*) AS n FROM people WHERE agent = ?", agent)[0]["n"])


def _to_be_asked(clear: bytes) -> bytes:
    return _JSON.dump_json(replace(_JSON.validate_json(clear), consent_open=True))


OWNED = OwnedTable(
    name="people",
    rows="SELECT id, content FROM people WHERE agent = ?",
    give="UPDATE people SET agent = ?, content = ?, arrived = 1 WHERE id = ? AND agent = ?",
    forget="DELETE FROM people WHERE agent = ?",
    noted=_to_be_asked,
)
"""Handed over they arrive as a list does: who is known to the successor already does not stand twice."""
