"""Who somebody is, as far as they have shown it in this visit: by a card, or by hand."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from core.person import Person


class Evidence(StrEnum):
    """How the terminal knows a person's name and number: read from the card here, or stated by whoever filed."""

    CHIP = "chip"
    CAMERA = "camera"
    TOLD = "told"


@dataclass(repr=False)
class Introduction:
    """One person who files: the petitioner, or somebody who files together with them."""

    petitioner: Person = field(default_factory=lambda: Person(name=""))
    card_image: bytes = field(default=b"", repr=False)
    """The card as cut from the frame, shown while fields are checked. It is never sent unchanged."""
    card_valid_to: str = ""
    card_identity: tuple[str, str, Evidence] | None = None
    """Name and number as read from the card, and the way they were read."""

    def take_card(self, holder: Person, evidence: Evidence) -> None:
        """Takes the holder of a card as this person.

        The telephone number given before is kept, since cards have none. An address given for the same person is kept
        if the card has none.
        """
        before = self.petitioner
        same = holder.id_number == before.id_number
        address = holder.address or (before.address if same else "")
        self.petitioner = replace(holder, phone=holder.phone or before.phone, address=address)
        self.card_identity = holder.name, holder.id_number, evidence

    @property
    def evidence(self) -> Evidence:
        """Returns how name and number are known: TOLD once either differs from what was read from the card."""
        if self.card_identity and self.card_identity[:2] == (self.petitioner.name, self.petitioner.id_number):
            return self.card_identity[2]
        return Evidence.TOLD

    def identify(self, **fields: Any) -> None:
        """Sets fields of the person; fields that are not named keep their value."""
        self.petitioner = replace(self.petitioner, **fields)

    @property
    def identified(self) -> bool:
        """True if there is a name, and a valid document number where a document was shown."""
        person = self.petitioner
        return bool(person.name) and not person.document.faults(person.id_number, date.today())
