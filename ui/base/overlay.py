"""A sheet over the page: an urgent question, or a problem explained."""

from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.language import _
from core.problems import Problem
from core.sentences import sentence_of
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Label


class Overlay(QWidget):
    """Covers its parent, also when that changes its size; `sheet` holds the words, `buttons` the answers. `escape`: the
    button that changes nothing, which the Escape key presses."""

    closed = Signal()
    escape: Button | None = None

    def __init__(self, station: Station, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        theme = station.theme
        self._shade = QColor(theme.colour["night"])
        self._shade.setAlpha(170)
        self.setGeometry(parent.rect())
        self.frame = outer = QVBoxLayout(self)
        margin = theme.length("margin") * 2
        outer.setContentsMargins(margin, margin, margin, margin)
        self.sheet = Card(theme, "sheet")
        self.sheet.setMaximumWidth(theme.px(240))
        pad = theme.length("margin")
        self.sheet.column.setContentsMargins(pad, pad, pad, pad)
        self.title, self.text = Label(title, "title"), Label(text, "lead")
        self.sheet.add(self.title)
        self.sheet.add(self.text)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.length("gap"))
        self.sheet.column.addSpacing(pad)
        self.sheet.column.addLayout(self.buttons)
        outer.addStretch()
        middle = QHBoxLayout()  # a row knows how wide the sheet becomes, and so how tall
        middle.addStretch()
        middle.addWidget(self.sheet, 1)
        middle.addStretch()
        outer.addLayout(middle)
        outer.addStretch()
        self.setStyleSheet(theme.sheet)
        parent.installEventFilter(self)
        focused = parent.window().focusWidget()
        self._focused = ref(focused) if focused else None
        """Held weakly: a sheet that is put away keeps no window, and no draft, in memory."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget) and watched is self.parent():
            self.setGeometry(watched.rect())
            self.fit(watched.width())
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Gives the keyboard back to where it was, so that no key acts on what lies below by chance."""
        super().hideEvent(event)
        focused = self._focused() if self._focused else None
        if focused and isValid(focused) and focused.isVisible():
            focused.setFocus()

    def keep(self) -> None:
        """Called before a window is locked: hands over what was written."""

    def fit(self, width: int) -> None:
        """Called when the window has another width, in pixels."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._shade)
        painter.end()


class StillThere(Overlay):
    """The warning after 90 seconds without a sign of life: one touch anywhere extends the visit."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(station, parent, _("您还在吗？"), "")
        self._presence = station.presence
        stay = Button(station.theme, _("我还在"), kind="primary", icon="hand")
        stay.clicked.connect(self.closed)
        self.escape = stay
        self.buttons.addWidget(stay, 1)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._count)
        self._timer.start(1000)
        self._count()

    def _count(self) -> None:
        self.text.setText(_("还有 {seconds} 秒，没有提交的内容会清除。").format(seconds=self._presence.seconds_left))


class TroubleNotice(Overlay):
    """Says what happened and what to do; where a device failed, offers the other way."""

    other_way = Signal()

    def __init__(self, station: Station, parent: QWidget, problem: Problem, other_way: str) -> None:
        super().__init__(station, parent, _("出了点状况"), sentence_of(problem))
        close = Button(station.theme, _("知道了"), kind="secondary" if other_way else "primary")
        close.clicked.connect(self.closed)
        self.escape = close
        self.buttons.addWidget(close, 1)
        if other_way:
            instead = Button(station.theme, other_way, kind="primary")
            instead.clicked.connect(self.other_way)
            self.buttons.addWidget(instead, 1)
        self.sheet.add(Label(_("问题编号 {code}").format(code=problem.code), "small"))


class WideSheet(Overlay):
    """A sheet as large as the window allows: its content, and buttons below or beside it."""

    def __init__(self, station: Station, parent: QWidget, title: str, text: str) -> None:
        super().__init__(station, parent, title, text)
        theme = station.theme
        self.station = station
        self.sheet.setMaximumWidth(parent.width())
        self.frame.setContentsMargins(*[theme.length("gap")] * 4)
        for place in (0, 2):
            self.frame.setStretch(place, 0)
        self.frame.setStretch(1, 1)
        pad = theme.px(6)
        self.sheet.column.setContentsMargins(pad, pad, pad, pad)
        wide = theme.landscape
        self.middle = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.middle.setSpacing(theme.length("gap"))
        self.sheet.column.insertLayout(2, self.middle, 1)
        self.sheet.column.setSpacing(theme.length("gap"))

    def fit(self, width: int) -> None:
        self.sheet.setMaximumWidth(width)

    def tell(self, text: str) -> None:
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def end(self) -> None:
        self.closed.emit()
        self.hide()
        self.deleteLater()
