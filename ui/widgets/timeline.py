"""A case's steps from top to bottom, done ones marked, the next one open."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.case import Step
from ui.theme import Theme
from ui.widgets.text import Label


class Timeline(QWidget):
    """Each step with the day it was done; an empty day means not yet."""

    def __init__(self, theme: Theme, steps: list[tuple[Step, str]], *, not_yet: str = "还没有") -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length("gap") * 2)
        grid.setVerticalSpacing(theme.length("gap"))
        grid.setColumnStretch(2, 1)
        for row, (step, day) in enumerate(steps):
            mark = QLabel()
            mark.setPixmap(theme.pixmap("check" if day else "clock", "good" if day else "quiet_ink", 11))
            grid.addWidget(mark, row, 0)
            grid.addWidget(Label(step.label, "strong" if day else "label"), row, 1)
            grid.addWidget(Label(day or not_yet, "body" if day else "label"), row, 2)
