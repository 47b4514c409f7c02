"""Who lives where: villages, the households in them, the people of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from agency.person_served import PersonServed

T = TypeVar("T")


@dataclass(frozen=True)
class Household:
    """`name` is empty for those of whom the list does not say to which household they belong."""

    name: str
    people: tuple[PersonServed, ...]


@dataclass(frozen=True)
class Village:
    """`name` is empty for those of whom the list does not say where they live."""

    name: str
    households: tuple[Household, ...]

    @property
    def people(self) -> int:
        return sum(len(each.people) for each in self.households)

    @property
    def named_households(self) -> int:
        return sum(bool(each.name) for each in self.households)


def household_map(listed: Iterable[PersonServed]) -> list[Village]:
    """Returns the villages in the order in which they come; who has no village or household last."""
    villages: dict[str, dict[str, list[PersonServed]]] = {}
    for each in listed:
        villages.setdefault(each.village, {}).setdefault(each.household, []).append(each)
    return [
        Village(name, tuple(Household(door, tuple(there)) for door, there in _last_without_name(doors)))
        for name, doors in _last_without_name(villages)
    ]


def _last_without_name(named: dict[str, T]) -> list[tuple[str, T]]:
    return sorted(named.items(), key=lambda each: not each[0])
