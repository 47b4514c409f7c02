"""Picture to page, page to text."""

from capture.page.coaching import Coaching, look
from capture.page.engines import reader
from capture.page.finding import find_page
from capture.page.loading import Frame, decode, frames, load
from capture.page.pdf import Sheet, bound, searchable_pdf, sheet
from capture.page.reader import PageReader
from capture.page.result import Line, Page, Quad, Quality

__all__ = [
    "Coaching",
    "Frame",
    "Line",
    "Page",
    "PageReader",
    "Quad",
    "Quality",
    "Sheet",
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
