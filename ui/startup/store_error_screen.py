"""The screen while the terminal's store cannot be opened: why, whom to ask, and a button to try again.

It uses no Station, which cannot be built without a store."""

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from core.language import _
from core.problems import Problem
from core.sentences import sentence_of
from core.settings import Screen
from ui.shell.training_band import column_of
from ui.shell.window import show
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

EVERY_MS = 30_000
"""Milliseconds between its own attempts: nobody may be near to touch the screen."""


class StoreErrorScreen(QWidget):
    """`again`: try once more, asked for by a person or after half a minute; `closed`: somebody closed the window."""

    again = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, problem: Problem, *, training: bool = False) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(theme.sheet)
        column = column_of(self, theme, training=training)
        column.setContentsMargins(*[theme.length("margin")] * 4)
        column.setSpacing(theme.length("gap"))
        self.button = Button(theme, _("再试一次"), kind="primary", icon="repeat")
        self.button.clicked.connect(self.again)
        column.addStretch(1)
        column.addWidget(Label(_("这里暂时不能用"), "title"))
        column.addWidget(Label(_("给您添麻烦了。您可以到窗口找工作人员，当面递交。"), "lead"))
        column.addWidget(Label(sentence_of(problem), "notice"))
        column.addStretch(1)
        column.addWidget(self.button)
        column.addWidget(Label(f"{problem.code}　{problem.detail}", "small"))
        QTimer.singleShot(EVERY_MS, self, self.again.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


def retry_wanted(theme: Theme, problem: Problem, screen: Screen, *, training: bool = False) -> bool:
    """Shows the screen until somebody answers; returns whether to try once more."""
    page, loop = StoreErrorScreen(theme, problem, training=training), QEventLoop()
    page.again.connect(lambda: loop.exit(1))
    page.closed.connect(lambda: loop.exit(0))
    show(page, screen)
    wanted = loop.exec() == 1
    page.hide()
    page.deleteLater()
    return wanted
