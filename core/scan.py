"""A paper as it was scanned, and the lines that were read on it."""

from dataclasses import dataclass, field

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Four corners in pixels, clockwise, beginning with the upright page's own top left."""

DOUBTFUL_BELOW = 0.8
"""A line below this confidence is shown as one that may be misread: handwriting nearly always is."""


@dataclass(frozen=True)
class TextLine:
    text: str
    confidence: float
    box: Quad


@dataclass(eq=False, repr=False)
class Scan:
    """One paper. `image`: flat and upright, the JPEG that travels, of `size` pixels; boxes of `lines` are in these.

    `source`: the frame it was cut from, a JPEG that stays in memory until the visit ends, and `corners` in it: so that
    the cut can be mended. `letter`: it was written to us, and its words became the petition's.
    `more`: beside it in the frame lay other writing, which was not read.
    """

    image: bytes = field(repr=False)
    text: str = ""
    blank: bool = False
    unreadable: bool = False
    size: tuple[int, int] = (0, 0)
    lines: tuple[TextLine, ...] = ()
    source: bytes = b""
    corners: Quad | None = None
    letter: bool = False
    more: bool = False

    @property
    def doubtful(self) -> tuple[TextLine, ...]:
        """Lines that may have been misread."""
        return tuple(line for line in self.lines if line.confidence < DOUBTFUL_BELOW)
