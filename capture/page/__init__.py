"""Picture to page, page to text."""

from capture.page.coaching import Coaching, look
from capture.page.engines import reader
from capture.page.finding import find_page
from capture.page.loading import decode, load
from capture.page.pdf import searchable_pdf
from capture.page.reader import PageReader
from capture.page.result import Line, Page, Quad, Quality

__all__ = [
    "Coaching",
    "Line",
    "Page",
    "PageReader",
    "Quad",
    "Quality",
    "decode",
    "find_page",
    "load",
    "look",
    "reader",
    "searchable_pdf",
]
