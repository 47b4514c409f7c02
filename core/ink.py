"""A handwritten signature, kept together with the text it signs."""

from collections.abc import Hashable
from dataclasses import dataclass, field

Strokes = tuple[tuple[tuple[float, float], ...], ...]
"""Each stroke is its points, in pixels of the pad."""


@dataclass(frozen=True)
class Ink:
    """`under` is the text above the signature, to which alone it applies."""

    strokes: Strokes = field(repr=False)
    under: Hashable = field(repr=False)
