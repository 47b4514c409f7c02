"""A person as the chip of their card names them: not read by eye, so nothing of it was misread."""

from dataclasses import dataclass, fields
from datetime import date

from core.person import Person

LONG_TERM = "长期"


@dataclass(frozen=True, kw_only=True, repr=False)
class Cardholder(Person):
    """`valid_from`, `valid_to`: ISO dates, the latter 长期 on cards without end. `permit`: number of the travel permit
    on a residence permit. `earlier_address`: what is printed, where a newer one was added. `doubtful`: fields that
    contradict each other or come from a form of card that is not fully known."""

    issuer: str = ""
    valid_from: str = ""
    valid_to: str = ""
    permit: str = ""
    earlier_address: str = ""
    doubtful: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        """What a petition needs of it."""
        return Person(**{each.name: getattr(self, each.name) for each in fields(Person)})

    def expired(self, today: date) -> bool:
        """An expired card is no reason not to be heard; the page may say so."""
        return bool(self.valid_to) and self.valid_to != LONG_TERM and self.valid_to < today.isoformat()
