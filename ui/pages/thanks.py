"""The end of an evaluation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.page import Page


class ThanksPage(Page):
    name = "thanks"

    def build(self) -> None:
        sun = QLabel()
        sun.setPixmap(self.station.theme.pixmap("sun", "sun", 90))
        sun.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addStretch(1)
        self.body.addWidget(sun)
        self.body.addStretch(2)
        self.action("好的", "leave", icon="check")
