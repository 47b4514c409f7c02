"""The people an agent serves (服务对象): who they are, where they live, how they are reached, who may speak for them.

Each is sealed to the agent's own key. What is removed is overwritten in the store, its log included.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Any
from uuid import uuid4

from pydantic import Field, TypeAdapter

from agency.agent_key import AgentKey
from agency.owned_table import OwnedTable
from core.authority.letter import Capacity
from core.bounded_types import LINE_CHARS
from core.person import Person
from storage.store import Store
from trust.seal import seal


@dataclass(frozen=True, kw_only=True, repr=False)
class PersonServed:
    """`village`: village and group, as the list names them; `household`: number or head of the household; `reach`: how
    they are best reached; `guardian`: who represents somebody without full capacity (Civil Code 23)."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    id: Annotated[str, Field(pattern="[0-9a-f]{32}")]
    person: Person
    village: str = ""
    household: str = ""
    reach: str = ""
    capacity: Capacity = Capacity.FULL
    guardian: str = ""
    guardian_phone: str = ""
    note: str = ""
    consent_open: bool = False

    @classmethod
    def new(cls, person: Person) -> "PersonServed":
        return cls(id=uuid4().hex, person=person)


_JSON: TypeAdapter[PersonServed] = TypeAdapter(PersonServed)


@dataclass(frozen=True)
class People:
    """The people of one agent, who is signed in. Every call may raise DiskFull, StoreDamaged."""

    store: Store
    agent: str
    key: AgentKey

    def listed(self) -> list[PersonServed]:
        """Returns all, by village, household and name. A third of a millisecond each. Raises SealBroken.

        Who was brought in while the agent was not there is first compared with those known before, so that nobody
        stands twice.
        """
        known, arrived = self._read(arrived=False), self._read(arrived=True)
        if arrived:
            joined = merged(known, arrived)
            self._settle(joined, [each.id for each in arrived])
            fresh = {each.id for each in joined}
            known = [*(each for each in known if each.id not in fresh), *joined]
        return sorted(known, key=lambda each: (each.village, each.household, each.person.name))

    def keep(self, *served: PersonServed) -> None:
        """Stores people, in place of what stood under the same ids."""
        with self.store.write() as tx:
            tx.executemany(_KEPT, self._sealed(served))

    def remove(self, id_: str) -> None:
        """Removes one, from the file and from its log."""
        with self.store.write() as tx:
            tx.execute("DELETE FROM people WHERE id = ? AND agent = ?", (id_, self.agent))
        self.store.read(_TRUNCATED)

    def _read(self, *, arrived: bool) -> list[PersonServed]:
        these = "SELECT content FROM people WHERE agent = ? AND arrived = ?"
        rows = self.store.read(these, self.agent, int(arrived))
        return [_JSON.validate_json(self.key.open(row["content"])) for row in rows]

    def _settle(self, joined: Iterable[PersonServed], arrived: Iterable[str]) -> None:
        with self.store.write() as tx:
            tx.executemany("DELETE FROM people WHERE id = ?", [(each,) for each in arrived])
            tx.executemany(_KEPT, self._sealed(joined))

    def _sealed(self, served: Iterable[PersonServed]) -> list[tuple[str, str, bytes]]:
        return [(each.id, self.agent, self.key.seal(_JSON.dump_json(each))) for each in served]


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


def merged(known: Iterable[PersonServed], fresh: Iterable[PersonServed]) -> list[PersonServed]:
    """Returns the fresh entries; who is known already keeps their id, so that they do not stand twice. What a list
    leaves empty stays as it was known."""
    by_number = {each.person.id_number: each for each in known if each.person.id_number}
    by_name = {(each.person.name, each.person.phone): each for each in known}
    joined = [_joined(by_number.get(each.person.id_number) or by_name.get(_named(each)), each) for each in fresh]
    return list({each.id: each for each in joined}.values())


def _named(each: PersonServed) -> tuple[str, str]:
    return each.person.name, each.person.phone


def _joined(known: PersonServed | None, fresh: PersonServed) -> PersonServed:
    if known is None:
        return fresh
    numbers = {each.person.id_number for each in (known, fresh)} - {""}
    if len(numbers) > 1:  # two of one name and telephone
        return fresh
    person = replace(fresh.person, **_left_empty(fresh.person, known.person))
    known_as = {"id": known.id, "person": person, "consent_open": known.consent_open}
    return replace(fresh, **{**_left_empty(fresh, known), **known_as})


def _left_empty(fresh: object, known: object) -> dict[str, Any]:
    return {name: vars(known)[name] for name, value in vars(fresh).items() if value == ""}


def sought_text(served: PersonServed) -> str:
    """Returns the text in which somebody is sought: name, its pinyin and the initials of it, village, household,
    telephone. A tenth of a millisecond; whoever filters a list keeps it as long as the list."""
    import pypinyin  # large tables: behind the first page

    name = served.person.name
    spelled = pypinyin.lazy_pinyin(name)
    initials = "".join(each[:1] for each in spelled)
    said = (name, "".join(spelled), initials, served.village, served.household, served.person.phone)
    return "\n".join(said).casefold()


def matches(sought: str, typed: str) -> bool:
    """Whether all the words that were typed, parted by blanks, are found."""
    return all(word in sought for word in typed.casefold().split())
