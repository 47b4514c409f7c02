"""A picture becomes a card: found, flattened, turned, read by its labels."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import numpy as np

from capture.card.doubt import emblem_doubts, portrait_doubts
from capture.card.fields import emblem, packed, portrait
from capture.card.finding import around, find_card, flatten, lying
from capture.card.overlaps import trimmed
from capture.card.result import CardReading
from capture.page.geometry import Corners, as_quad, frame
from capture.page.ocr import TextReader
from capture.page.result import Line
from capture.page.rows import rows
from capture.page.turning import Compass
from devices.ports import Picture

Side = Literal["portrait", "emblem"]

LEAST_LABELS = 2
PORTRAIT_LABELS = ("姓名", "性别", "民族", "出生", "住址", "公民身份", "身份号码")
EMBLEM_LABELS = ("中华人民共和国", "居民身份证", "签发机关", "有效期限")
NOT_A_CARD = CardReading(side=None, fields={})
SURE = 0.8


class CardScanner:
    """Reads resident identity cards with the engines of the pages; one thread at a time."""

    def __init__(self, compass: Compass, text: TextReader) -> None:
        self.compass, self.text = compass, text

    def read(self, picture: Picture) -> CardReading:
        """`side` is None for what is no such card. Raises EngineFailed."""
        best = NOT_A_CARD
        for corners, sought in self.views(picture):
            reading = self.read_upright(picture, corners, sought)
            if better(reading, best):
                best = reading
            if best.side and not best.doubtful:
                break
        return best

    def views(self, picture: Picture) -> Iterator[tuple[Corners, bool]]:
        """Outlines worth reading, the likeliest way up first; whether each was seen rather than guessed."""
        found = find_card(picture)
        if found is not None:
            yield from ((turned, True) for turned in self.both_ways(picture, found))
        guessed = around(self.text.boxes(picture), picture.shape)
        if guessed is not None:
            yield from ((turned, False) for turned in self.both_ways(picture, guessed))
        if found is None and guessed is None:
            yield lying(frame(picture)), False

    def both_ways(self, picture: Picture, corners: Corners) -> list[Corners]:
        """As it lies and upside down, first as the compass says."""
        ways = [corners, np.roll(corners, -2, axis=0)]
        return ways[::-1] if self.compass.rotation(flatten(picture, corners)) == 180 else ways

    def read_upright(self, picture: Picture, corners: Corners, seen: bool) -> CardReading:
        card = flatten(picture, corners)
        lines = trimmed(self.text.read(card))
        text = [" ".join(line.text for line in row) for row in rows(lines)]
        side = side_of("".join(map(packed, text)))
        if side is None:
            return NOT_A_CARD
        fields, doubts = portrait(text) if side == "portrait" else (emblem(text), set())
        checks = portrait_doubts if side == "portrait" else emblem_doubts
        doubts = {*doubts, *checks(fields, date.today()), *weak(fields, self.confirmed(card, lines))}
        return CardReading(side, fields, tuple(sorted(doubts)), as_quad(corners) if seen else None, card)

    def confirmed(self, card: Picture, lines: list[Line]) -> list[Line]:
        """The lines, those sure on which the second engine agrees with a first that was not."""
        return [self.text.confirmed(card, line) if line.confidence < SURE else line for line in lines]


def side_of(text: str) -> Side | None:
    """By labels; a single one is no proof."""
    portraits = sum(label in text for label in PORTRAIT_LABELS)
    emblems = sum(label in text for label in EMBLEM_LABELS)
    if max(portraits, emblems) < LEAST_LABELS:
        return None
    return "portrait" if portraits >= emblems else "emblem"


def weak(fields: dict[str, str], lines: list[Line]) -> set[str]:
    """Fields whose text stands in a line the engine was not sure of."""
    unsure = [packed(line.text) for line in lines if line.confidence < SURE]
    return {key for key, value in fields.items() for text in unsure if text and (text in value or value in text)}


def better(reading: CardReading, other: CardReading) -> bool:
    def worth(each: CardReading) -> tuple[bool, int]:
        return each.side is not None, len(each.fields) - len(each.doubtful)

    return worth(reading) > worth(other)
