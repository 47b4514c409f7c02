"""A scanned paper, the lines read on it, and the narrative of a scanned letter (来信转网)."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.narrative import SENTENCE, Clause, Narrative, SpokenClause
from core.runs import runs

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
    """One paper. `image`: flat and upright, the JPEG that is sent, of `size` pixels; boxes of `lines` are in its
    pixels.

    `source`: the camera frame, a JPEG kept in memory until the visit ends, and `corners` of the paper in it, so that
    the crop can be corrected. `letter`: a letter to the authority whose words became the petition's. `more`: other
    writing lay beside it in the frame and was not read.
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

    @cached_property
    def digest(self) -> str:
        """Returns the SHA-256 of the picture, in hex; the picture of a scan never changes."""
        return hashlib.sha256(self.image).hexdigest()

    @property
    def doubtful(self) -> tuple[TextLine, ...]:
        """Returns the lines that may have been misread."""
        return tuple(line for line in self.lines if line.confidence < DOUBTFUL_BELOW)


@dataclass(frozen=True)
class RemovedScan:
    """A paper that was deleted, or replaced by `instead`; it was the one at `at` and can be taken back."""

    at: int
    scan: Scan
    instead: Scan | None = None


FULL_LINE = 0.82
"""A line that ends before this share of the page's lines ends its paragraph."""

ReadCharacter = tuple[str, bool]
"""A character, and whether it may have been misread."""


def narrative_from_scans(scans: Sequence[Scan]) -> Narrative:
    """Returns the text of these pages as a narrative; empty if nothing could be read."""
    read = [character for scan in scans for character in characters(scan)]
    text = "".join(character for character, _ in read)
    return tuple(
        clause(read[found.start() : found.end()]) for found in SENTENCE.finditer(text) if found[0].strip("\n　 ")
    )


def characters(scan: Scan) -> Iterator[ReadCharacter]:
    """Yields all characters. Lines are joined, but not across the end of a paragraph."""
    right = max((line.box[1][0] for line in scan.lines), default=0.0)
    for line in scan.lines:
        doubtful = line.confidence < DOUBTFUL_BELOW
        yield from ((character, doubtful) for character in line.text.strip())
        if line.box[1][0] < FULL_LINE * right:
            yield "\n", False
    yield "\n", False


def clause(read: Sequence[ReadCharacter]) -> SpokenClause:
    text = "".join(character for character, _ in read)
    sure = sum(not doubtful for _, doubtful in read) / len(read)
    return SpokenClause(Clause(text, 0, 0, sure, doubtful=tuple(runs(doubtful for _, doubtful in read))))
