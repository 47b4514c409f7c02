"""A picture becomes a card: found, flattened, turned, read by its labels."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from capture.card.doubt import EMBLEM_FIELDS, emblem_doubts, portrait_doubts
from capture.card.fields import emblem, packed, portrait
from capture.card.finding import MOST_BOXES, around, evened, find_card, flatten, lying
from capture.card.overlaps import trimmed
from capture.card.photo import beside_photo
from capture.card.places import EVEN_ODDS, SURE, places, weak
from capture.card.result import PERSON_FIELDS, CardReading
from capture.card.side import side_of
from capture.page.geometry import Corners, as_quad, frame
from capture.page.ocr import TextReader, evenly
from capture.page.result import Line
from capture.page.rows import rows
from capture.page.turning import Compass
from devices.ports import Picture

NOT_A_CARD = CardReading(side=None, fields={})
LOOKING_SIDE = 1280
"""Longest side, pixels, at which the text of a small card in a large picture is looked for."""
LEAST_LINES = 4
LEGIBLE = 0.9
"""Mean confidence of lines that lie the right way up."""


class CardScanner:
    """Reads resident identity cards with the engines of the pages; one thread at a time."""

    def __init__(self, compass: Compass, text: TextReader) -> None:
        self.compass, self.text = compass, text

    def read(self, picture: Picture) -> CardReading:
        """`side` is None for what is no such card. Raises EngineFailed."""
        best = NOT_A_CARD
        for corners, seen in self.views(picture):
            card = flatten(picture, corners)
            lines = self.lines(card)
            reading = self.understood(card, lines, corners if seen else None)
            if better(reading, best):
                best = reading
            if settled(reading, lines):
                break
        return best

    def views(self, picture: Picture) -> Iterator[tuple[Corners, bool]]:
        """Outlines worth reading, the likeliest way up first; whether each was seen rather than guessed."""
        found = find_card(picture)
        if found is not None:
            yield from ((turned, True) for turned in self.both_ways(picture, found))
        guessed = around(self.text.boxes(picture, LOOKING_SIDE))
        if guessed is not None:
            yield from ((turned, False) for turned in self.both_ways(picture, guessed))
        if found is None and guessed is None:
            yield lying(frame(picture)), False

    def both_ways(self, picture: Picture, corners: Corners) -> list[Corners]:
        """As it lies and upside down, first as the compass says."""
        ways = [corners, np.roll(corners, -2, axis=0)]
        return ways[::-1] if self.compass.rotation(flatten(picture, corners)) == 180 else ways

    def lines(self, card: Picture) -> list[Line]:
        """What is written; nothing where far more is written than a card holds, which would take long to read."""
        boxes = self.text.boxes(card)
        if len(boxes) > MOST_BOXES:
            return []
        lines = self.text.read(card, boxes)
        if all(map(clear, lines)):
            return trimmed(lines)
        level = evened(card)
        return trimmed([line if clear(line) else self.surer(level, line) for line in lines])

    def surer(self, level: Picture, line: Line) -> Line:
        """The line as read here, or on the card without its glare and shadow: whichever reading is surer."""
        other = self.text.read_box(level, line.box)
        return other if other and other.confidence > line.confidence else line

    def understood(self, card: Picture, lines: list[Line], corners: Corners | None) -> CardReading:
        """The reading of a flat card from its lines; NOT_A_CARD where the labels are not those of one."""
        text = in_rows(lines)
        side = side_of("".join(map(packed, text)))
        if side is None:
            return NOT_A_CARD
        if side == "portrait":
            lines = beside_photo(lines, card)
            text = in_rows(lines)
        fields, doubts = portrait(text) if side == "portrait" else (emblem(text), set())
        checks = portrait_doubts if side == "portrait" else emblem_doubts
        doubts = {*doubts, *checks(fields, date.today()), *weak(fields, self.confirmed(card, lines))}
        return CardReading(
            side,
            fields,
            tuple(sorted(doubts)),
            None if corners is None else as_quad(corners),
            card,
            places(fields, lines),
        )

    def confirmed(self, card: Picture, lines: list[Line]) -> list[Line]:
        """The lines, those sure on which the second engine agrees with a first that was not."""
        return [self.text.confirmed(card, line) if evenly(line) < SURE else line for line in lines]


def clear(line: Line) -> bool:
    return evenly(line) >= SURE and line.confidence >= EVEN_ODDS


def in_rows(lines: list[Line]) -> list[str]:
    return [" ".join(line.text for line in row) for row in rows(lines)]


def settled(reading: CardReading, lines: list[Line]) -> bool:
    """Whether another look is idle: nothing is in doubt, or the print was clear and says all, or is no card's."""
    if reading.side and not reading.doubtful:
        return True
    mean = sum(map(evenly, lines)) / max(1, len(lines))
    legible = len(lines) >= LEAST_LINES and mean > LEGIBLE
    return legible and (reading.side is None or not lacking(reading))


def lacking(reading: CardReading) -> bool:
    wanted = PERSON_FIELDS if reading.side == "portrait" else EMBLEM_FIELDS
    return any(not reading.fields.get(name) for name in wanted)


def better(reading: CardReading, other: CardReading) -> bool:
    def worth(each: CardReading) -> tuple[bool, int]:
        return each.side is not None, len(each.fields) - len(each.doubtful)

    return worth(reading) > worth(other)
