"""The people of the agent who is signed in, opened. In memory only, and gone with the session."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agency.people import People
from agency.person_served import PersonServed, sought_text


@dataclass(frozen=True, repr=False)
class OpenedPeople:
    """`forms`: each by its sealed form, as they are listed; `texts`: in which they are sought, in the same order."""

    forms: Mapping[bytes, PersonServed] = field(default_factory=dict)
    texts: tuple[str, ...] = ()

    @property
    def listed(self) -> list[PersonServed]:
        return list(self.forms.values())

    def get(self, id_: str) -> PersonServed | None:
        return next((each for each in self.forms.values() if each.id == id_), None) if id_ else None

    def with_number(self, number: str, *, but: str) -> PersonServed | None:
        """Returns who else has this document number. `but`: the id of an entry that does not count."""
        others = (each for each in self.forms.values() if each.id != but and number)
        return next((each for each in others if each.person.id_number == number), None)

    def again(self, people: People) -> "OpenedPeople":
        """Returns them as they are now. Half a millisecond for each that is new or has changed. Raises SealBroken,
        DiskFull, StoreDamaged."""
        known = dict(zip(self.forms, self.texts, strict=True))
        forms = people.opened(self.forms)
        return OpenedPeople(forms, tuple(known.get(form) or sought_text(each) for form, each in forms.items()))
