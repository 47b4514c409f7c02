"""The tree of organs: who stands above whom, and whose place it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

TOWN = 6
"""Digits of a place code from which its groups have three digits (GB/T 10114), and before which they have two."""


class OrganKind(StrEnum):
    BUREAU = "bureau"
    UNIT = "unit"
    DISCIPLINE = "discipline"


@dataclass(frozen=True)
class Organ:
    """`parent`: id of the organ above, None for the root. `places`: codes without the zeros at their end.

    `merged_into`: id of the organ that has its work now. One that is not `active` takes no new work.
    """

    id: str
    name: str
    kind: OrganKind
    parent: str | None = None
    places: tuple[str, ...] = ()
    merged_into: str | None = None
    active: bool = True


class OrganTree:
    """All organs, also those that are no more. `version`: of the list it comes from."""

    def __init__(self, organs: Iterable[Organ], version: int = 0) -> None:
        self.version = version
        self._organs = {organ.id: organ for organ in organs}
        self._below: dict[str | None, list[str]] = {}
        self._merged: dict[str, list[str]] = {}
        for organ in self._organs.values():
            if organ.active:
                self._below.setdefault(organ.parent, []).append(organ.id)
            if organ.merged_into:
                self._merged.setdefault(organ.merged_into, []).append(organ.id)
        self._bureaus = self._by_place(OrganKind.BUREAU)
        self._discipline = self._by_place(OrganKind.DISCIPLINE)

    def __contains__(self, organ: object) -> bool:
        return organ in self._organs

    def __getitem__(self, organ: str) -> Organ:
        """Raises KeyError."""
        return self._organs[organ]

    def __iter__(self) -> Iterator[Organ]:
        return iter(self._organs.values())

    @property
    def root_bureau(self) -> Organ:
        """The highest bureau. Raises ValueError for a tree without one; no such list can be imported."""
        return min(self._active(OrganKind.BUREAU), key=lambda organ: len(self.ancestors(organ.id)))

    def superior(self, organ: str) -> Organ | None:
        """The next higher organ, which reviews its opinions (上一级机关、单位, article 35). None at the top."""
        parent = self.current(organ).parent
        return self._organs[parent] if parent else None

    def ancestors(self, organ: str) -> tuple[Organ, ...]:
        """All organs above it, the nearest first."""
        above = self.superior(organ)
        return (above, *self.ancestors(above.id)) if above else ()

    def common_superior(self, one: str, other: str) -> Organ | None:
        """The lowest organ above both, which settles who is competent (共同的上一级机关, article 24). None: the joint
        conference does."""
        above = {organ.id for organ in self.ancestors(other)}
        return next((organ for organ in self.ancestors(one) if organ.id in above), None)

    def subtree(self, organ: str) -> frozenset[str]:
        """Ids of the organ and all below it, with those that were merged into one of them."""
        found = set(self.with_predecessors(organ))
        for below in self._below.get(organ, ()):
            found |= self.subtree(below)
        return frozenset(found)

    def with_predecessors(self, organ: str) -> frozenset[str]:
        """Its id, and the ids of those that were merged into it."""
        found = {organ}
        for before in self._merged.get(organ, ()):
            found |= self.with_predecessors(before)
        return frozenset(found)

    def current(self, organ: str) -> Organ:
        """The organ that has its work now: itself, or the one it was merged into. Raises KeyError."""
        found = self._organs[organ]
        return self.current(found.merged_into) if found.merged_into else found

    def bureau_for(self, place: str) -> Organ:
        """The bureau that is responsible for a place code: that of the smallest area around it; else the root
        bureau."""
        return self._around(place, self._bureaus) or self.root_bureau

    def discipline_for(self, place: str) -> Organ | None:
        """The discipline organ for a place code: that of the smallest area around it, else the highest. None if there
        is none at all. One that names no place has those of the organ above it."""
        highest = sorted(self._active(OrganKind.DISCIPLINE), key=lambda organ: len(self.ancestors(organ.id)))
        return self._around(place, self._discipline) or next(iter(highest), None)

    def _active(self, kind: OrganKind) -> list[Organ]:
        return [organ for organ in self._organs.values() if organ.active and organ.kind is kind]

    def _by_place(self, kind: OrganKind) -> dict[str, str]:
        return {place: organ.id for organ in self._active(kind) for place in self.places_of(organ)}

    def places_of(self, organ: Organ) -> tuple[str, ...]:
        """Its places; of a discipline organ that names none, those of the organ above it."""
        if organ.places or organ.kind is not OrganKind.DISCIPLINE or organ.parent not in self._organs:
            return organ.places
        return self._organs[organ.parent].places

    def _around(self, place: str, responsible: dict[str, str]) -> Organ | None:
        area = area_of(place)
        ids = (responsible.get(area[:length]) for length in range(len(area), 0, -1))
        return next((self._organs[each] for each in ids if each), None)


def area_of(code: str) -> str:
    """Returns the digits that all place codes within this one begin with: `320100` is `3201`, `320115001000` is
    `320115001`. Groups of zeros at the end stand for everything below."""
    head, towns = code[:TOWN], code[TOWN:]
    while towns.endswith("000"):
        towns = towns[:-3]
    if towns:
        return head + towns
    while len(head) > 2 and len(head) % 2 == 0 and head.endswith("00"):
        head = head[:-2]
    return head
