"""Card to person."""

from capture.card.engines import scanner
from capture.card.result import CardReading
from capture.card.scanner import CardScanner

__all__ = ["CardReading", "CardScanner", "scanner"]
