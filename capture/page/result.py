"""What came of a picture of a page."""

from dataclasses import dataclass, field

from devices.ports import Picture

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Corners in pixels of the source, top-left first, clockwise, of the upright page."""


@dataclass(frozen=True)
class Line:
    text: str
    confidence: float
    box: Quad


@dataclass(frozen=True)
class Quality:
    blank: bool = False
    unreadable: bool = False
    dark: bool = False
    glare: bool = False
    blur: bool = False


@dataclass(frozen=True, eq=False)
class Page:
    """`rotation`: degrees the page lay turned clockwise. `image`: flat, upright, as kept. Boxes of `lines` are in
    source pixels, those of `placed` in pixels of `image`, both in reading order. `text`: rows on lines of their own."""

    corners: Quad | None
    rotation: int
    quality: Quality
    lines: tuple[Line, ...]
    placed: tuple[Line, ...]
    text: str = field(repr=False)
    image: Picture = field(repr=False)
