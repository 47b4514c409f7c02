"""A column that scrolls with two large arrows when it is longer than its place."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.language import _
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.scroll import Scroll

STEP = 0.8
"""Share of the visible height moved by an arrow; the rest stays, so that nobody loses the line."""


class LongScroll(QWidget):
    """The column. Its arrows show only when something is out of sight; a finger may push the text as well."""

    def __init__(self, theme: Theme, spacing: int) -> None:
        super().__init__()
        self.area = Scroll(spacing)
        self.column: QVBoxLayout = self.area.column
        self._arrows = QWidget()
        row = QHBoxLayout(self._arrows)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        self.up = Button(theme, _("往上看"), icon="up")
        self.down = Button(theme, _("往下看") if theme.large else _("下面还有，往下看"), icon="down")
        for button, way in ((self.up, -1), (self.down, 1)):
            button.clicked.connect(lambda _=False, way=way: self._move(way))
        row.addWidget(self.up)
        row.addWidget(self.down, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        column.addWidget(self.area, 1)
        column.addWidget(self._arrows)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._refresh())
        bar.rangeChanged.connect(lambda _low, _high: self._refresh())
        if inside := self.area.widget():
            inside.installEventFilter(self)
        self._arrows.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._refresh()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def _move(self, way: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + way * round(STEP * bar.pageStep()))

    def _refresh(self) -> None:
        """Shows or hides the arrows, by the height without them: they must not cause their own need."""
        bar = self.area.verticalScrollBar()
        needed = self.column.totalHeightForWidth(self.area.viewport().width())
        self._arrows.setVisible(needed > self.height())
        self.up.setEnabled(bar.value() > 0)
        self.down.setEnabled(bar.value() < bar.maximum())
