"""Where on a resident card each field is printed, to be looked at beside what was read there."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

PARTS = {
    "name": (0.04, 0.06, 0.62, 0.23),
    "ethnicity": (0.04, 0.18, 0.62, 0.35),
    "address": (0.04, 0.43, 0.62, 0.78),
    "id_number": (0.04, 0.78, 0.97, 0.97),
}
"""Left, top, right, bottom as shares of the portrait side (GA 490), with room: rows shift on cards in two scripts."""


def part(jpeg: bytes, field: str) -> QImage | None:
    """The strip of a flat card that shows a field; None without a picture or such a strip."""
    if not jpeg or field not in PARTS:
        return None
    card = QImage.fromData(jpeg)
    left, top, right, bottom = PARTS[field]
    width, height = card.width(), card.height()
    place = QRect(
        round(left * width), round(top * height), round((right - left) * width), round((bottom - top) * height)
    )
    return card.copy(place)
