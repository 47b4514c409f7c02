"""A person served (服务对象) by an agent: who they are, where they live, how they are reached, who may speak for them,
and whether they agreed to stand on the list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import uuid4

from pydantic import Field

from core.authority import judge
from core.authority.letter import Capacity
from core.bounded_types import LINE_CHARS
from core.name_sounds import spellings
from core.person import Person
from core.problems import AgencyProblem, GuardianUnnamed, PersonDied


class ConsentWay(StrEnum):
    """How somebody agreed to stand on the list (PIPL 13 to 15; for who has no full capacity their guardian, 31)."""

    NONE = ""
    SPOKEN = "spoken"
    WRITTEN = "written"
    TELEPHONE = "telephone"
    GUARDIAN = "guardian"


@dataclass(frozen=True, kw_only=True, repr=False)
class PersonServed:
    """`village`: village and group, as the list names them; `household`: number or head of the household; `reach`: how
    they are best reached; `speaker`: who may speak for them, as they wish, without being their guardian; `guardian`:
    who represents somebody without full capacity (Civil Code 23); `consented_on`: ISO date, empty without consent;
    `consent_open`: they agreed to another agent, who left, and are to be asked again."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    id: Annotated[str, Field(pattern="[0-9a-f]{32}")]
    person: Person
    village: str = ""
    household: str = ""
    reach: str = ""
    speaker: str = ""
    speaker_phone: str = ""
    capacity: Capacity = Capacity.FULL
    guardian: str = ""
    guardian_phone: str = ""
    note: str = ""
    consent: ConsentWay = ConsentWay.NONE
    consented_on: str = ""
    consent_open: bool = False
    died: bool = False

    @classmethod
    def new(cls, person: Person) -> "PersonServed":
        return cls(id=uuid4().hex, person=person)

    def capacity_on(self, day: date) -> Capacity:
        """Returns the capacity that the entry states, or the one that follows from their age."""
        stated = None if self.capacity is Capacity.FULL else self.capacity
        return judge.capacity(self.person, stated, day)

    def unfit_to_file(self, day: date) -> AgencyProblem | None:
        """Returns why nothing can be filed for them, as far as the list knows; None where nothing speaks against it.
        Whether the letter carries the filing is judged later, by `core.authority.judge`."""
        if self.died:
            return PersonDied()
        if self.capacity_on(day) is not Capacity.FULL and not self.guardian:
            return GuardianUnnamed()
        return None


def sought_text(served: PersonServed) -> str:
    """Returns the text in which somebody is sought: name, its pinyin and the initials of it, village, household,
    telephone. Whoever filters a list keeps it as long as the list."""
    name = served.person.name
    said = (name, *spellings(name), served.village, served.household, served.person.phone)
    return "\n".join(said).casefold()


def matches(sought: str, typed: str) -> bool:
    """Whether all the words that were typed, parted by blanks, are found."""
    return all(word in sought for word in typed.casefold().split())
