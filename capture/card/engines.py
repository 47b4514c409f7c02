"""The card scanner from the installed model packs."""

from capture.card.scanner import CardScanner
from capture.page import PageReader, reader


def scanner(pages: PageReader | None = None) -> CardScanner:
    """Shares the engines of `pages` where given, else loads its own (slow). Raises PackMissing."""
    pages = pages or reader()
    return CardScanner(pages.orientation, pages.text)
