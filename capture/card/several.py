"""One reading out of those of all cards in a picture. Of two people's cards nobody's is taken for anybody's."""

from collections.abc import Sequence
from dataclasses import replace

from capture.card.result import CardReading


def combined(readings: Sequence[CardReading]) -> CardReading:
    """The first, with what the others add to it."""
    first = next((each for each in readings if each.side == "portrait"), readings[0])
    portraits, emblems = distinct(readings, "portrait"), distinct(readings, "emblem")
    people = max(len(portraits), len(emblems), 1)
    if people > 1:
        return replace(first, doubtful=tuple(sorted(first.fields)), cards_seen=people)
    if first.side == "portrait" and emblems:
        back = emblems[0]
        return replace(first, other_side={key: said for key, said in back.fields.items() if key not in back.doubtful})
    return first


def distinct(readings: Sequence[CardReading], side: str) -> list[CardReading]:
    """Readings of one side, those of the same number or term counted once."""
    found: list[CardReading] = []
    for each in readings:
        if each.side == side and not any(same(each, other) for other in found):
            found.append(each)
    return found


def same(one: CardReading, other: CardReading) -> bool:
    keys = ("id_number",) if one.side == "portrait" else ("issuer", "valid_from", "valid_to")
    return all(one.fields.get(key) and one.fields.get(key) == other.fields.get(key) for key in keys)
