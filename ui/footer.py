"""Bottom of the window: what this page offers, the way back, the way out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.hearing import Hearing
from ui.page import Page
from ui.station import Station
from ui.widgets.button import Button


class Footer(QWidget):
    """On a tall panel the page's answers have a row of their own, above the way back."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = station.theme
        self._wide = theme.landscape
        tall = QBoxLayout.Direction.BottomToTop
        rows = QBoxLayout(QBoxLayout.Direction.LeftToRight if self._wide else tall, self)
        margin, gap = theme.length("margin"), theme.length("gap")
        rows.setContentsMargins(margin, gap, margin, gap)
        rows.setSpacing(gap)
        self.back = Button(theme, "返回", icon="back")
        self.home = Button(theme, "不办了", kind="quiet", icon="home")
        self.hearing = Hearing(station)
        rows.addLayout(self._row(gap))
        self._choices = QHBoxLayout()
        self._choices.setSpacing(gap)
        rows.addLayout(self._choices)

    def _row(self, gap: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addWidget(self.back)
        row.addWidget(self.home)
        row.addStretch(1)
        row.addWidget(self.hearing)
        return row

    def show_for(self, page: Page, *, can_go_back: bool, can_leave: bool) -> None:
        self.back.setVisible(can_go_back)
        self.home.setVisible(can_leave)
        self.hearing.refresh()
        for button in page.choices:
            main = button.property("kind") == "primary"
            self._choices.addWidget(button, 1 if main and not self._wide else 0)

    def clear(self) -> None:
        while item := self._choices.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
