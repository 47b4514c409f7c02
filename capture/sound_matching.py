"""Corrects spoken names by their sound: divisions in an address (将宁区 in Nanjing is 江宁区), and the name on the
card.

Recognisers write names by their sound.
"""

from enum import Enum
from functools import cache

from capture.spelled.sound import all_alike
from core import places

LEAST_NAME_CHARS = 2
MAX_SPOKEN_CHARS = 300


def corrected(text: str, place_code: str = "") -> str:
    """Returns the text with divisions corrected. `place_code`: the terminal's place; names of its county and of what is
    beside and above it are considered."""
    text = text[:MAX_SPOKEN_CHARS].rstrip("。")
    for name in _names_around(place_code):
        for start in range(len(text) - len(name) + 1):
            heard = text[start : start + len(name)]
            if heard != name and heard[-1] == name[-1] and all_alike(heard, name):
                text = text[:start] + name + text[start + len(name) :]
    return text


@cache
def _names_around(place_code: str) -> tuple[str, ...]:
    """Returns the names, the longest first; the terminal's own before its neighbours."""
    try:
        above = places.lineage(place_code)
    except KeyError:
        above = ()
    beside = [division for each in above for division in places.children(each.code)]
    names = dict.fromkeys(division.name for division in (*reversed(above), *beside, *places.provinces()))
    return tuple(sorted((name for name in names if len(name) > LEAST_NAME_CHARS), key=len, reverse=True))


PARTED = "·"
"""The separator in many names of other nationalities, of which one part alone is used in speech."""


class Likeness(Enum):
    SAME = "same"
    NEAR = "near"
    """The result for a name that sounds the same and is written differently."""
    OTHER = "other"


def likeness(heard: str, written: str) -> Likeness:
    """Compares names; a given name, or one part of a name in parts, counts like all of it."""
    known = [_letters(each) for each in (written, *_parts_of(written))]
    name = _letters(heard)
    if name in known:
        return Likeness.SAME
    return Likeness.NEAR if any(all_alike(name, each) for each in known) else Likeness.OTHER


def _letters(name: str) -> str:
    return "".join(each for each in name if each.isalnum())


def _parts_of(written: str) -> list[str]:
    if PARTED in written:
        return written.split(PARTED)
    return [written[n:] for n in (1, 2) if len(written) - n >= 2]
