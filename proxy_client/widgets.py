"""A line for a work number or a passphrase: from the keyboard of the laptop, or from a pad beside it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme import Theme


class TypedLine(QLineEdit):
    """`chosen` carries the line that will take the pad's keys."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, *, secret: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMaxLength(40)
        self.setMinimumHeight(theme.length("control"))
        self.setFont(theme.font("lead"))
        self.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        colour, radius, gap = theme.colour, theme.length("radius"), theme.length("gap")
        self.setStyleSheet(
            f"QLineEdit {{ font-size: {theme.text_px('lead')}px; background: {colour['surface']};"
            f" border: 2px solid {colour['line']}; border-radius: {radius}px; padding: 0 {gap}px; }}"
            f"QLineEdit:focus {{ border: 4px solid {colour['sun']}; }}"
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.type() == QEvent.Type.FocusIn:
            self.chosen.emit(self)
