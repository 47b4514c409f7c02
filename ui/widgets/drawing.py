"""A drawing, centred in its place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.theme.tokens import Theme


class Drawing(QLabel):
    def __init__(self, theme: Theme, icon: str, size_mm: float, colour: str = "sun") -> None:
        super().__init__()
        self.setPixmap(theme.pixmap(icon, colour, size_mm))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
