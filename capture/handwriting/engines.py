"""The reader from what is installed here."""

from capture.handwriting.by_shape import ShapeReader
from capture.handwriting.by_strokes import StrokeReader
from capture.handwriting.reader import Look, PenReader
from core.problems import Problem


def reader() -> PenReader:
    """Takes half a second. Raises PackMissing, PackDamaged; zinnia is welcome, but not needed."""
    looks: list[Look] = [ShapeReader()]
    try:
        looks.append(StrokeReader())
    except Problem:
        return PenReader(looks)
    return PenReader(looks)
