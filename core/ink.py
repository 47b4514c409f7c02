"""What a finger drew in a place to sign, kept together with what it signs."""

from collections.abc import Hashable
from dataclasses import dataclass, field

Strokes = tuple[tuple[tuple[float, float], ...], ...]
"""Each stroke is its points, in pixels of the pad."""


@dataclass(frozen=True)
class Ink:
    """`under`: the words that stood above it. A signature is good for these and for no others."""

    strokes: Strokes = field(repr=False)
    under: Hashable = field(repr=False)
