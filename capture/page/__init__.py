"""Picture to page, page to text."""

from capture.page.coaching import Coaching, look
from capture.page.engines import reader
from capture.page.finding import find_page
from capture.page.loading import Frame, decode, frames, load
from capture.page.pdf import Sheet, bound, searchable_pdf, sheet
from capture.page.reader import PageReader
from capture.page.result import Page, Quad, Quality, TextLine

__all__ = [
    "Coaching",
    "Frame",
    "Page",
    "PageReader",
    "Quad",
    "Quality",
    "Sheet",
    "TextLine",
    "bound",
    "decode",
    "find_page",
    "frames",
    "load",
    "look",
    "reader",
    "searchable_pdf",
    "sheet",
]
