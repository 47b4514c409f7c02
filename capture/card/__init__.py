"""Card to person."""

from capture.card.result import CardReading
from capture.card.scanner import CardScanner
from capture.page import PageReader, reader

__all__ = ["CardReading", "CardScanner", "scanner"]


def scanner(pages: PageReader | None = None) -> CardScanner:
    """Shares the engines of `pages` where given, else loads its own (slow). Raises PackMissing."""
    pages = pages or reader()
    return CardScanner(pages.orientation, pages.text)
