"""The result of reading a page."""

from dataclasses import dataclass, field

from core.scan import Quad, TextLine
from devices.ports import Picture

__all__ = ["Page", "Quad", "Quality", "TextLine"]


@dataclass(frozen=True)
class Quality:
    blank: bool = False
    unreadable: bool = False
    dark: bool = False
    glare: bool = False
    blur: bool = False


@dataclass(frozen=True, eq=False)
class Page:
    """`rotation`: degrees by which the page was turned clockwise. `image`: flat, upright, as kept.

    Boxes of `lines` are in source pixels, those of `placed` in pixels of `image`, both in reading order. `text`: one
    line for each row. `more`: the picture holds other writing, off this page, which was not read.
    """

    corners: Quad | None
    rotation: int
    quality: Quality
    lines: tuple[TextLine, ...]
    placed: tuple[TextLine, ...]
    text: str = field(repr=False)
    image: Picture = field(repr=False)
    more: bool = False
