"""A number to find, read and copy, as large as its place allows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from ui.theme.tokens import Theme
from ui.widgets.text import Label

SMALLEST_MM = 16.0


class LargeCode(Label):
    """One line of text, at most `width_mm` wide, its letters at most `most_mm` tall."""

    def __init__(self, theme: Theme, text: str, *, width_mm: float, most_mm: float = 44.0) -> None:
        super().__init__(text, "number")
        self.setWordWrap(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = theme.font("title", bold=True)
        drawn = QFontMetricsF(font).horizontalAdvance(text) / font.pixelSize()
        size = min(theme.px(most_mm), max(theme.px(SMALLEST_MM), int(theme.px(width_mm) / drawn)))
        self.setStyleSheet(f"font-size: {size}px;")
