"""A handwritten signature: its strokes, kept together with the text it signs, and as one line of text."""

import re
from dataclasses import dataclass, field

Strokes = tuple[tuple[tuple[float, float], ...], ...]
"""Each stroke is its points, in pixels of the pad."""
SIDE, MOST_POINTS, MOST_INK_CHARS = 1000, 3000, 40_000
"""Units on the longer side of a signature as text; its points and characters at most."""
FEWEST_POINTS = 2
INK = re.compile(r"\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*", re.ASCII)


@dataclass(frozen=True)
class Ink:
    """`under` is the fingerprint of the words above the signature, to which alone it applies."""

    strokes: Strokes = field(repr=False)
    under: str = field(repr=False)


def as_text(strokes: Strokes) -> str:
    """Returns the strokes as `x,y x,y;x,y …`, each a `;` apart: cropped, the longer side `SIDE`, thinned where there
    are very many points. Empty for no strokes."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return ""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    longer = max(max(x for x, _ in points) - left, max(y for _, y in points) - top)
    scale, step = SIDE / (longer or 1), -(-len(points) // MOST_POINTS) + 1 if len(points) > MOST_POINTS // 2 else 1
    return ";".join(
        " ".join(f"{round((x - left) * scale)},{round((y - top) * scale)}" for x, y in stroke[::step])
        for stroke in strokes
        if stroke
    )


def of_text(text: str) -> Strokes:
    """Reads what `as_text` wrote. Raises ValueError for anything else, and for too much of it."""
    if len(text) > MOST_INK_CHARS or not INK.fullmatch(text):
        raise ValueError("no ink")
    strokes = tuple(
        tuple((float(x), float(y)) for x, y in (point.split(",") for point in stroke.split(" ")))
        for stroke in text.split(";")
    )
    points = [each for stroke in strokes for point in stroke for each in point]
    if max(points) > SIDE or len(points) < 2 * FEWEST_POINTS:
        raise ValueError("no ink")
    return strokes
