"""A frame of the camera becomes a scan of the draft, and can be cut and turned again as long as the visit lasts."""

from capture.page import Page, PageReader, decode, sheet
from core.scan import Quad, Scan
from devices.ports import Picture
from ui.widgets.images import jpeg

MOST_PAGES = 40
"""As many as one visit holds in memory together with their frames, some two megabytes each."""


def scanned(reader: PageReader, frame: Picture) -> Scan:
    """In the background: found, flat, upright, read, and as small as it travels. Raises EngineFailed."""
    page = reader.read(frame)
    return kept(page, jpeg(frame), page.corners or lying(whole((frame.shape[1], frame.shape[0])), page.rotation))


def recut(reader: PageReader, scan: Scan, corners: Quad) -> Scan:
    """The same paper cut where a person has said. In the background. Raises EngineFailed, UnreadablePicture."""
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
    """Of a page that lies turned clockwise by so many degrees: its own top left first."""
    first = rotation // 90
    a, b, c, d = (corners[(number + first) % 4] for number in range(4))
    return (a, b, c, d)


def turned(corners: Quad) -> Quad:
    """A quarter clockwise: what was the lower left corner of the page is now its upper left one."""
    return (corners[3], *corners[:3])


def whole(size: tuple[int, int]) -> Quad:
    """The corners of a picture of this size."""
    width, height = size
    return ((0, 0), (width, 0), (width, height), (0, height))
