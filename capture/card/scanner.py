"""Reads a card in a picture: locates it, flattens it, turns it upright, and reads it by its labels."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import cv2
import numpy as np

from capture.card.classification import Side, colourless, document_of, several, side_of
from capture.card.detection import MOST_BOXES, around, evened, find_card, flatten, lying
from capture.card.doubt import EMBLEM_FIELDS, EVEN_ODDS, SURE_CHARACTER, emblem_doubts, places, portrait_doubts, weak
from capture.card.emblem import emblem
from capture.card.foreigner import foreigner
from capture.card.layout import stacked
from capture.card.lines import beside_photo, trimmed
from capture.card.marks import is_mark, level_of, stamped
from capture.card.multiple_cards import LEAST_OUTSIDE, combined, outlines, outside
from capture.card.names import as_printed
from capture.card.occlusion import occluded
from capture.card.portrait import portrait
from capture.card.result import PERSON_FIELDS, CardReading, FoundField
from capture.card.wording import normalise_row
from capture.page.cells import Cell
from capture.page.geometry import Corners, as_quad, frame
from capture.page.ocr import TextReader, mean_character_confidence
from capture.page.orientation import OrientationModel
from capture.page.result import TextLine
from core.id_document import IdDocument
from devices.ports import Picture

NOT_A_CARD = CardReading(side=None, fields={}, cards_seen=0)
UNVOUCHED = ("name", "ethnicity", "address", "issuer")
"""Fields that nothing else on the card confirms."""
ROOM = 0.55
"""Share of the picture from which a card leaves no space for another."""
LOOKING_SIDE = 1280
"""Longest side, pixels, at which the text of a small card in a large picture is looked for."""
LEAST_LINES = 4
LEGIBLE = 0.9
"""Mean confidence of lines that lie the right way up."""


class CardScanner:
    """Reads resident identity cards with the engines of the pages; one thread at a time."""

    def __init__(self, orientation: OrientationModel, text: TextReader) -> None:
        self.orientation, self.text = orientation, text

    def read(self, picture: Picture) -> CardReading:
        """Returns the reading; `side` is None if there is no such card. If there are several people's cards all is
        doubtful. Raises EngineFailed."""
        best, outline = self.likeliest(picture)
        if best.side and outline is not None and cv2.contourArea(outline) > ROOM * picture.shape[0] * picture.shape[1]:
            return best
        others = self.others(picture, outline if best.side else None)
        seen = [each for each in (best, *others) if each.side]
        return combined(seen) if seen else NOT_A_CARD

    def likeliest(self, picture: Picture) -> tuple[CardReading, Corners | None]:
        """Returns the best reading of one card, and its place."""
        best, outline = NOT_A_CARD, None
        for corners, seen in self.views(picture):
            card = flatten(picture, corners)
            lines = self.lines(card)
            reading = self.understood(card, lines, corners if seen else None)
            if better(reading, best):
                best, outline = reading, corners
            if settled(reading, lines):
                break
        return best, outline

    def others(self, picture: Picture, outline: Corners | None) -> list[CardReading]:
        """Returns readings of cards outside the outline, or anywhere."""
        beside = outside(self.text.boxes(picture, LOOKING_SIDE), outline)
        if len(beside) < LEAST_OUTSIDE:
            return []
        found = []
        for corners in outlines(picture, beside, self.text):
            card = flatten(picture, corners)
            found.append(self.understood(card, self.lines(card), corners))
        return found

    def views(self, picture: Picture) -> Iterator[tuple[Corners, bool]]:
        """Yields outlines to try, the likeliest orientation first; with whether each was seen or estimated."""
        found = find_card(picture)
        if found is not None:
            yield from ((turned, True) for turned in self.both_ways(picture, found))
        guessed = around(self.text.boxes(picture, LOOKING_SIDE))
        if guessed is not None:
            yield from ((turned, False) for turned in self.both_ways(picture, guessed))
        if found is None and guessed is None:
            yield lying(frame(picture)), False

    def both_ways(self, picture: Picture, corners: Corners) -> list[Corners]:
        """Returns the corners in both orientations, first the one the orientation model suggests."""
        ways = [corners, np.roll(corners, -2, axis=0)]
        return ways[::-1] if self.orientation.rotation(flatten(picture, corners)) == 180 else ways

    def lines(self, card: Picture) -> list[TextLine]:
        """Returns the lines of text; none if there is far more text than on a card, which would take long to read."""
        boxes = self.text.boxes(card)
        if len(boxes) > MOST_BOXES:
            return []
        lines = self.text.read(card, boxes)
        if all(map(clear, lines)):
            return trimmed(lines)
        level = evened(card)
        return trimmed([line if clear(line) else self.surer(level, line) for line in lines])

    def surer(self, level: Picture, line: TextLine) -> TextLine:
        """Returns the line as read here or on the evenly lit card, whichever has higher confidence."""
        other = self.text.read_box(level, line.box)
        return other if other and other.confidence > line.confidence else line

    def understood(self, card: Picture, lines: list[TextLine], corners: Corners | None) -> CardReading:
        """Returns the reading of a flat card from its lines; NOT_A_CARD if the labels are not those of one."""
        text = "".join(normalise_row(line.text) for line in in_rows(lines))
        side = None if several(text) else side_of(text)
        if side is None:
            return NOT_A_CARD
        level = level_of(lines)
        kept = [line for line in lines if not is_mark(line, level)]
        document, found = self.found(side, text, kept, card)
        if side == "portrait" and "name" in found:
            found = {**found, "name": self.named(card, found["name"])}
        fields = {name: each.value for name, each in found.items() if each.value}
        doubts = {name for name, each in found.items() if each.doubtful}
        doubts |= {*checks(side, document, fields)} | weak(found, self.confirmed(card, found))
        doubts |= {*UNVOUCHED} & (occluded(found, card) | stamped(found, card))
        if len(kept) < len(lines):
            doubts |= {*UNVOUCHED} & fields.keys()
        return CardReading(
            side,
            fields,
            tuple(sorted(doubts)),
            None if corners is None else as_quad(corners),
            card,
            places(found),
            document,
            copied=colourless(card),
        )

    def found(
        self, side: Side, text: str, lines: list[TextLine], card: Picture
    ) -> tuple[IdDocument, Mapping[str, FoundField]]:
        """Returns which document it is, and its fields."""
        if document_of(text, "") is IdDocument.FOREIGNER_CARD:
            return IdDocument.FOREIGNER_CARD, foreigner(in_rows(lines))
        if side == "emblem":
            return document_of(text, ""), emblem(lines)
        found = portrait(beside_photo(lines, card), card.shape[0])
        return document_of(text, found["id_number"].value if "id_number" in found else ""), found

    def named(self, card: Picture, name: FoundField) -> FoundField:
        """Returns the name in the printed characters; doubtful if one has low confidence or looks like a rare one."""
        read = [reading for line in name.lines if (reading := self.text.reading(card, line.box))]
        return as_printed(name, read, card) if len(read) == len(name.lines) else replace(name, doubtful=True)

    def confirmed(self, card: Picture, found: Mapping[str, FoundField]) -> dict[int, TextLine]:
        """Returns lines with low confidence, raised where the second engine agrees; by identity."""
        weak = {
            id(line): line
            for each in found.values()
            for line in each.lines
            if mean_character_confidence(line) < SURE_CHARACTER
        }
        return {key: self.text.confirmed(card, line) for key, line in weak.items()}


def checks(side: Side, document: IdDocument, fields: Mapping[str, str]) -> Iterator[str]:
    """Yields required fields of the document that are missing or contradict each other."""
    found = portrait_doubts(fields, date.today()) if side == "portrait" else emblem_doubts(fields, date.today())
    absent = {IdDocument.HMT_RESIDENCE_PERMIT: {"ethnicity"}, IdDocument.FOREIGNER_CARD: {"ethnicity", "address"}}
    return (name for name in found if name not in absent.get(document, ()))


def clear(line: TextLine) -> bool:
    return mean_character_confidence(line) >= SURE_CHARACTER and line.confidence >= EVEN_ODDS


def in_rows(lines: list[TextLine]) -> list[TextLine]:
    """Returns rows from top to bottom, each from left to right."""
    return [cell.line for row in stacked(map(Cell.of, lines)) for cell in row]


def settled(reading: CardReading, lines: list[TextLine]) -> bool:
    """True if another try is useless: nothing is doubtful, or the print was clear and complete, or it is no card."""
    if reading.side and not reading.doubtful:
        return True
    mean = sum(map(mean_character_confidence, lines)) / max(1, len(lines))
    legible = len(lines) >= LEAST_LINES and mean > LEGIBLE
    return legible and (reading.side is None or not lacking(reading))


def lacking(reading: CardReading) -> bool:
    wanted = PERSON_FIELDS if reading.side == "portrait" else EMBLEM_FIELDS
    return any(not reading.fields.get(name) for name in wanted)


def better(reading: CardReading, other: CardReading) -> bool:
    def worth(each: CardReading) -> tuple[bool, int]:
        return each.side is not None, len(each.fields) - len(each.doubtful)

    return worth(reading) > worth(other)
