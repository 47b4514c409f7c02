"""The result of reading an identity card: its fields, and the reading as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from capture.page.result import Quad, TextLine
from core.id_document import IdDocument
from core.person import Person
from devices.ports import Picture


@dataclass(frozen=True)
class FoundField:
    value: str
    lines: Sequence[TextLine] = ()
    doubtful: bool = False


PERSON_FIELDS = ("name", "sex", "ethnicity", "birth", "address", "id_number")


@dataclass(frozen=True, eq=False)
class CardReading:
    """Fields of the portrait side: PERSON_FIELDS; of the emblem side: issuer, valid_from, valid_to.

    `doubtful` names those a person must confirm. `image` is the flat, upright card, `places` the place of each field in
    it. `cards_seen`: how many people's cards the picture shows; with several, none is taken for the petitioner's.
    `other_side`: the sure fields of the emblem side if the same picture shows it, as copies do. `copied`: the card is
    without any colour.
    """

    side: Literal["portrait", "emblem"] | None
    fields: Mapping[str, str]
    doubtful: tuple[str, ...] = ()
    corners: Quad | None = None
    image: Picture | None = field(default=None, repr=False)
    places: Mapping[str, Quad] = field(default_factory=dict)
    document: IdDocument = IdDocument.RESIDENT_CARD
    cards_seen: int = 1
    other_side: Mapping[str, str] = field(default_factory=dict)
    copied: bool = False

    def person(self) -> Person:
        name, sex, ethnicity, birth, address, number = (self.fields.get(each, "") for each in PERSON_FIELDS)
        return Person(
            name=name,
            sex=sex,
            ethnicity=ethnicity,
            birth=birth,
            address=address,
            id_number=number,
            document=self.document,
        )
