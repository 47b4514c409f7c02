"""Says what is going on and moves, so that nobody thinks the window has frozen."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from core.language import _
from ui.theme.tokens import Theme
from ui.widgets.text import Label


class BusyIndicator(QWidget):
    def __init__(self, theme: Theme, text: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.length("gap"), 0, theme.length("gap"))
        self.label = Label(text or _("请稍等"), "strong")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        column.addWidget(self.label)
        column.addWidget(self.bar)
        self.hide()

    def begin(self, text: str = "") -> None:
        if text:
            self.label.setText(text)
        self.bar.setRange(0, 0)
        self.show()

    def rest(self) -> None:
        self.hide()
