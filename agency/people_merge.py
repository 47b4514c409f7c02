"""A list that comes in, joined with the people who are known: nobody stands twice, and what the list leaves empty stays
as it was known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from agency.person_served import PersonServed
from core.authority.letter import Capacity


@dataclass(frozen=True)
class Joining:
    """A row of a list: who was known already, if anybody, and the entry as it will be."""

    known: PersonServed | None
    joined: PersonServed

    @property
    def changed(self) -> tuple[str, ...]:
        """Returns the names of what the list changes in an entry that is known: of a PersonServed, or of its person."""
        if self.known is None:
            return ()
        pairs = [(self.known.person, self.joined.person), (self.known, self.joined)]
        return tuple(
            name
            for before, after in pairs
            for name, value in vars(after).items()
            if name not in {"id", "person", "document"} and vars(before)[name] != value
        )


def joinings(known: Iterable[PersonServed], fresh: Iterable[PersonServed]) -> list[Joining]:
    """Returns each fresh entry with who it is joined to: by the number of the document, else by name and telephone, or
    name and household where no telephone is known. Nobody is joined to twice."""
    there = list(known)
    by_number = {each.person.id_number: each for each in there if each.person.id_number}
    by_name = {_named(each): each for each in there}
    found, taken = [], set[str]()
    for each in fresh:
        same = by_number.get(each.person.id_number) or by_name.get(_named(each))
        if same and (same.id in taken or _two_of_one_name(same, each)):
            same = None
        taken.add(same.id if same else "")
        found.append(Joining(same, _joined(same, each) if same else each))
    return found


def merged(known: Iterable[PersonServed], fresh: Iterable[PersonServed]) -> list[PersonServed]:
    """Returns the fresh entries; who is known already keeps their id, so that they do not stand twice."""
    return list({each.joined.id: each.joined for each in joinings(known, fresh)}.values())


def _named(each: PersonServed) -> tuple[str, ...]:
    name, phone = each.person.name, each.person.phone
    return (name, phone) if phone else (name, each.village, each.household)


def _two_of_one_name(one: PersonServed, other: PersonServed) -> bool:
    """Two of one name and telephone are told apart by their numbers."""
    return len({each.person.id_number for each in (one, other)} - {""}) > 1


def _joined(known: PersonServed, fresh: PersonServed) -> PersonServed:
    """A list never gives back a capacity, and revives nobody: that is written by hand."""
    person = replace(fresh.person, **_left_empty(fresh.person, known.person))
    if not fresh.person.id_number:
        person = replace(person, document=known.person.document)
    capacity = known.capacity if fresh.capacity is Capacity.FULL else fresh.capacity
    kept = {"id": known.id, "person": person, "capacity": capacity, "consent_open": known.consent_open}
    return replace(fresh, **{**_left_empty(fresh, known), **kept})


def _left_empty(fresh: object, known: object) -> dict[str, Any]:
    return {name: vars(known)[name] for name, value in vars(fresh).items() if value == "" or value is False}
