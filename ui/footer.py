"""Bottom of the window: the way back, the way out, and what this page offers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.page import Page
from ui.station import Station
from ui.widgets.button import Button


class Footer(QWidget):
    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = station.theme
        row = QHBoxLayout(self)
        margin, gap = theme.length("margin"), theme.length("gap")
        row.setContentsMargins(margin, gap, margin, gap)
        row.setSpacing(gap)
        self.back = Button(theme, "返回", kind="secondary", icon="back")
        self.home = Button(theme, "不办了", kind="quiet", icon="home")
        self._actions = QHBoxLayout()
        self._actions.setSpacing(gap)
        row.addWidget(self.back)
        row.addWidget(self.home)
        row.addStretch(1)
        row.addLayout(self._actions)

    def show_for(self, page: Page, *, can_go_back: bool, at_home: bool) -> None:
        self.setVisible(not at_home or bool(page.choices))
        self.back.setVisible(can_go_back)
        self.home.setVisible(not at_home)
        for button in page.choices:
            self._actions.addWidget(button)

    def clear(self) -> None:
        while item := self._actions.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
