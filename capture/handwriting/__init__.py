"""What a finger writes on the glass to characters, without a network (decision 0038)."""

from capture.handwriting.characters import DIGITS, ID_NUMBER
from capture.handwriting.engines import reader
from capture.handwriting.ink import Stroke
from capture.handwriting.reader import PenReader

__all__ = ["DIGITS", "ID_NUMBER", "PenReader", "Stroke", "reader"]
