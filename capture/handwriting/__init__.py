"""Recognises handwriting on the screen, offline (decision 0038)."""

from capture.handwriting.by_shape import ShapeReader
from capture.handwriting.by_strokes import StrokeReader
from capture.handwriting.candidates import DIGITS, ID_NUMBER, CharacterRecogniser, PenReader
from capture.handwriting.ink import Stroke
from core.problems import Problem

__all__ = ["DIGITS", "ID_NUMBER", "PenReader", "Stroke", "reader"]


def reader() -> PenReader:
    """Returns a reader, in half a second. Raises PackMissing, PackDamaged; zinnia is optional."""
    looks: list[CharacterRecogniser] = [ShapeReader()]
    try:
        looks.append(StrokeReader())
    except Problem:
        return PenReader(looks)
    return PenReader(looks)
