"""Other readings of a clause, shortened to the part that differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.narrative import Clause

MOST = 3
AROUND = 6
"""Characters shown before and after what differs."""


@dataclass(frozen=True, repr=False)
class Reading:
    """A reading: the whole text, the part that is shown, and where it differs."""

    text: str
    shown: str
    different: tuple[tuple[int, int], ...]


def other_readings(clause: Clause) -> Sequence[Reading]:
    """Returns the likeliest readings, without those that differ only in punctuation."""
    return [
        _cut(other, different)
        for other in clause.alternatives
        if (different := _differences(clause.text, other)) and other.strip()
    ][:MOST]


def _differences(text: str, other: str) -> list[tuple[int, int]]:
    found = []
    for tag, first, last, start, stop in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if tag != "equal" and any(each.isalnum() for each in text[first:last] + other[start:stop]):
            found.append((start, stop) if stop > start else (max(0, start - 1), min(len(other), stop + 1)))
    return found


def _cut(text: str, different: list[tuple[int, int]]) -> Reading:
    first, last = max(0, different[0][0] - AROUND), min(len(text), different[-1][1] + AROUND)
    first, last = first if first > 2 else 0, last if last < len(text) - 2 else len(text)
    while first < different[0][0] and not text[first].isalnum():
        first += 1
    head, tail = "…" if first else "", "…" if last < len(text) else ""
    moved = len(head) - first
    shown = head + text[first:last].strip("\n") + tail
    return Reading(text, shown, tuple((start + moved, stop + moved) for start, stop in different))
