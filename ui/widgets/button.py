"""Buttons big enough for a hand that trembles."""

from time import monotonic

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Theme

REPEAT_GUARD = 0.3


class Button(QPushButton):
    """Acts on release; a second touch within 300 ms is a tremor, not a wish."""

    def __init__(
        self, theme: Theme, text: str, *, kind: str = "secondary", icon: str = "", icon_mm: float = 11
    ) -> None:
        super().__init__(text)
        self.theme = theme
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon_mm = icon_mm
        self._last = 0.0
        if icon:
            self.show_icon(icon)

    def show_icon(self, name: str) -> None:
        kind = self.property("kind")
        colour = {"primary": "on_primary", "alarm": "alarm", "quiet": "ink"}.get(kind, "primary")
        self.setIcon(self.theme.icon(name, colour, self._icon_mm))
        side = self.theme.px(self._icon_mm)
        self.setIconSize(QSize(side, side))

    def rename(self, text: str, icon: str = "") -> None:
        self.setText(text)
        self.setAccessibleName(text)
        if icon:
            self.show_icon(icon)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if monotonic() - self._last < REPEAT_GUARD:
            self.setDown(False)
            return
        self._last = monotonic()
        super().mouseReleaseEvent(event)


class ChoiceButton(Button):
    """A tall answer with an icon, a word and a line that explains it."""

    def __init__(self, theme: Theme, text: str, note: str = "", *, icon: str = "", height_mm: float = 30) -> None:
        super().__init__(theme, f"{text}\n{note}" if note else text, kind="choice", icon=icon, icon_mm=14)
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        self.setMinimumHeight(theme.px(height_mm))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def exclusive(*buttons: QPushButton) -> None:
    """Checkable, one at a time."""
    for button in buttons:
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setCursor(Qt.CursorShape.ArrowCursor)
