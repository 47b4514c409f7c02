"""How a name that was heard stands to the name on a card: recognisers write names by their sound."""

from enum import Enum

from capture.spelled.sound import all_alike

PARTED = "·"
"""Between the parts of many names of other nationalities, of which one alone is used in speech."""


class Likeness(Enum):
    SAME = "same"
    NEAR = "near"
    """It sounds the same and is written otherwise."""
    OTHER = "other"


def likeness(heard: str, written: str) -> Likeness:
    """A given name, or one part of a name in parts, is as good as all of it."""
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
