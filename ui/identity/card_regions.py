"""Where on a resident card each field is printed, to show that strip beside the value read from it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from core.scan import Quad

REGIONS = {
    "name": (0.04, 0.06, 0.62, 0.23),
    "ethnicity": (0.04, 0.18, 0.62, 0.35),
    "address": (0.04, 0.43, 0.62, 0.78),
    "id_number": (0.04, 0.78, 0.97, 0.97),
}
"""Left, top, right, bottom as shares of the portrait side (GA 490), with room: rows shift on cards in two scripts."""


AIR = 0.03


def region_image(jpeg: bytes, field: str, place: Quad | None = None) -> QImage | None:
    """Returns the strip of a flat card that shows a field: where it was read, else where cards have it; None without
    either."""
    if not jpeg or (place is None and field not in REGIONS):
        return None
    card = QImage.fromData(jpeg)
    width, height = card.width(), card.height()
    left, top, right, bottom = REGIONS[field] if place is None else bounds(place, width, height)
    strip = QRect(
        round(left * width), round(top * height), round((right - left) * width), round((bottom - top) * height)
    )
    return card.copy(strip)


def bounds(place: Quad, width: int, height: int) -> tuple[float, float, float, float]:
    """Returns the field's upright box as shares of the card, with a little margin."""
    across, down = [x / width for x, _ in place], [y / height for _, y in place]
    return (
        max(0.0, min(across) - AIR),
        max(0.0, min(down) - AIR),
        min(1.0, max(across) + AIR),
        min(1.0, max(down) + AIR),
    )
