"""Compares two narratives of one person by their shared pairs of neighbouring characters, to find the same matter."""

from collections.abc import Iterator
from itertools import pairwise

SIMILAR = 0.2
"""`python -m benchmarks.repeat_detection` says what it finds and what it mistakes."""


MAX_COMPARED = 4000
"""Characters of a narrative that are compared."""


def similarity(one: str, other: str, known: list[str]) -> float:
    """From 0 to 1: the cosine of the two sets of pairs. `known`: words about the person, such as name and address.

    People begin and end most of their narratives alike (我叫…，家住…，恳请领导…). So a common beginning and end do not
    count, unless they are nearly the whole text; nor do the person's name and address, wherever they stand.
    """
    a, b = _bare(one), _bare(other)
    shorter = min(len(a), len(b))
    a, b = _without_beginning(a, b)
    a, b = (text[::-1] for text in _without_beginning(a[::-1], b[::-1]))
    if max(len(a), len(b)) < shorter / 5:
        return 1.0
    theirs = {pair for words in known for pair in _pairs(_bare(words))}
    one_set, other_set = set(_pairs_left(a, theirs)), set(_pairs_left(b, theirs))
    if not one_set or not other_set:
        return 0.0
    return float(len(one_set & other_set) / (len(one_set) * len(other_set)) ** 0.5)


def _bare(text: str) -> str:
    return "".join(each for each in text[:MAX_COMPARED] if each.isalnum())


def _pairs(text: str) -> Iterator[str]:
    return (first + second for first, second in pairwise(text))


def _without_beginning(one: str, other: str) -> tuple[str, str]:
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at:], other[at:]


def _pairs_left(text: str, theirs: set[str]) -> Iterator[str]:
    """Yields the pairs that share no character with what is known about the person."""
    pairs = list(_pairs(text))
    hidden = {at + side for at, pair in enumerate(pairs) if pair in theirs for side in (0, 1)}
    return (pair for at, pair in enumerate(pairs) if not hidden & {at, at + 1})
