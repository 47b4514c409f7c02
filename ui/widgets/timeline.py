"""A case's steps from top to bottom, done ones marked, the next one open."""

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.case import CaseStep
from core.language import _
from core.sentences import label
from ui.theme.tokens import Theme
from ui.widgets.text import Label


class Timeline(QWidget):
    """The steps, each with the day it was done; an empty day means not yet."""

    def __init__(
        self, theme: Theme, steps: list[tuple[CaseStep, str]], *, not_yet: str = "", narrow: bool = False
    ) -> None:
        """`not_yet`: the text where there is no day; `narrow`: the day stands below its step."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length("gap") * 2)
        grid.setVerticalSpacing(theme.px(1) if narrow else theme.length("gap"))
        grid.setColumnStretch(1 if narrow else 2, 1)
        for row, (step, day) in enumerate(steps):
            mark = QLabel()
            mark.setPixmap(theme.pixmap("check" if day else "clock", "good" if day else "quiet_ink", 11))
            grid.addWidget(mark, row, 0)
            words = (
                Label(label(step), "strong" if day else "label"),
                Label(day or not_yet or _("还没有"), "body" if day else "label"),
            )
            if narrow:
                grid.addLayout(_stacked(*words), row, 1)
            else:
                for column, each in enumerate(words, 1):
                    grid.addWidget(each, row, column)


def _stacked(*labels: Label) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for each in labels:
        column.addWidget(each)
    return column
