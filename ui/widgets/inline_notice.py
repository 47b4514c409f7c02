"""A line at the title's place, for ordinary slips. Nothing moves when it comes or goes."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QWidget

from core.language import _
from ui.theme.tokens import Theme
from ui.widgets.text import Label

READING_SECONDS = 4.0
"""Seconds before a touch removes the line, so that it can be read."""


class InlineNotice(Label):
    """The line, at the top of `page`, as wide as the words may be."""

    def __init__(self, theme: Theme, page: QWidget, clock: Callable[[], float] = monotonic) -> None:
        super().__init__("", "notice", page)
        self._theme, self._page, self._clock = theme, page, clock
        self._since = 0.0
        self.setAccessibleName(_("提示"))
        self.hide()
        page.installEventFilter(self)

    def say(self, text: str, kind: str = "") -> None:
        super().say(text, kind)
        self._since = self._clock()
        if text:
            self._lie()
            self.raise_()

    def touched(self) -> None:
        if self.isVisible() and self._clock() - self._since >= READING_SECONDS:
            self.say("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lie()
        return super().eventFilter(watched, event)

    def _lie(self) -> None:
        """Places itself from edge to edge of the visible page, as high as its words need, at least as the title."""
        page = self._page
        side, top = self._theme.length("margin"), self._theme.length("gap")
        width = page.width() - 2 * side
        self.ensurePolished()
        height = max(self.heightForWidth(width), self._theme.length("control"))
        self.setGeometry(QRect(side, top, width, height))
