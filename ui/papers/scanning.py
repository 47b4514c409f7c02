"""Turns a camera frame into a scan of the draft, which can be cropped and turned again during the visit."""

from capture.page import Page, PageReader, decode, sheet
from core.scan import Quad, Scan
from devices.ports import Picture
from ui.widgets.images import jpeg

MOST_PAGES = 40
"""Pages that one visit holds in memory together with their frames, some two megabytes each."""


def scanned(reader: PageReader, frame: Picture) -> Scan:
    """Returns the scan: found, flattened, upright, read, and reduced to the size it is sent in. Runs in the background.
    Raises EngineFailed."""
    page = reader.read(frame)
    return kept(page, jpeg(frame), page.corners or lying(whole((frame.shape[1], frame.shape[0])), page.rotation))


def recut(reader: PageReader, scan: Scan, corners: Quad) -> Scan:
    """Returns the same paper cropped at the corners a person chose. Runs in the background. Raises EngineFailed,
    UnreadablePicture."""
    again = kept(reader.read_within(decode(scan.source), corners), scan.source, corners)
    again.letter = scan.letter
    return again


def kept(page: Page, source: bytes, corners: Quad) -> Scan:
    small = sheet(page)
    return Scan(
        image=small.jpeg,
        text=page.text,
        blank=page.quality.blank,
        unreadable=page.quality.unreadable,
        size=small.size,
        lines=tuple(small.lines),
        source=source,
        corners=corners,
        more=page.more,
    )


def lying(corners: Quad, rotation: int) -> Quad:
    """Returns the corners of a page turned clockwise by so many degrees, starting at its own top left."""
    first = rotation // 90
    a, b, c, d = (corners[(number + first) % 4] for number in range(4))
    return (a, b, c, d)


def turned(corners: Quad) -> Quad:
    """Returns the corners after a quarter turn clockwise: the page's former lower left is its upper left."""
    return (corners[3], *corners[:3])


def whole(size: tuple[int, int]) -> Quad:
    """Returns the corners of a picture of this size."""
    width, height = size
    return ((0, 0), (width, 0), (width, height), (0, height))
