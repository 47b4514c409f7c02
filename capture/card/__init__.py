"""Recognition of identity cards."""

from capture.card.result import CardReading
from capture.card.scanner import CardScanner
from capture.page import PageReader, reader

__all__ = ["CardReading", "CardScanner", "scanner"]


def scanner(pages: PageReader | None = None) -> CardScanner:
    """Returns a scanner that shares the engines of `pages` if given, else loads its own (slow). Raises PackMissing."""
    pages = pages or reader()
    return CardScanner(pages.orientation, pages.text)
