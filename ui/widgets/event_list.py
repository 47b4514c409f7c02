"""What happened, from top to bottom: each event a sentence, with day and organ below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.theme.tokens import Theme
from ui.widgets.text import Label


class EventList(QWidget):
    def __init__(self, theme: Theme, events: list[tuple[str, str]]) -> None:
        """`events`: sentence and detail, the oldest first."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length("gap") * 2)
        grid.setVerticalSpacing(theme.length("gap"))
        grid.setColumnStretch(1, 1)
        for row, (sentence, detail) in enumerate(events):
            mark = QLabel()
            mark.setPixmap(theme.pixmap("check", "good", 11))
            grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(sentence, "strong"))
            words.addWidget(Label(detail, "label"))
            grid.addLayout(words, row, 1)
