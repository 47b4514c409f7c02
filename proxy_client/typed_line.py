"""Input lines filled from the laptop's keyboard, or from a pad where its system cannot write Chinese."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from core.language import _
from ui.base.station import Station
from ui.entry.typing_sheet import Keys, TypingSheet
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

NAME_MM = 46
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TypedLine(QLineEdit):
    """A line to type in. `chosen` carries the line that receives the pad's keys."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, *, secret: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMaxLength(40)
        self.textChanged.connect(self._keep_one_line)
        self.setMinimumHeight(theme.length("control"))
        self.setFont(theme.font("lead"))
        self.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        colour, radius, gap = theme.colour, theme.length("radius"), theme.length("gap")
        self.setStyleSheet(
            f"QLineEdit {{ font-size: {theme.text_px('lead')}px; background: {colour['surface']};"
            f" border: 2px solid {colour['line']}; border-radius: {radius}px; padding: 0 {gap}px; }}"
            f"QLineEdit:focus {{ border: 4px solid {colour['doubt']}; }}"
        )

    def _keep_one_line(self, text: str) -> None:
        """Joins pasted text of several lines into one."""
        if len(text.splitlines()) > 1:
            self.setText(" ".join(text.split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles Enter here (`returnPressed`) and stops it, so that the page does not act on it too."""
        super().keyPressEvent(event)
        if event.key() in ENTER:
            event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.type() == QEvent.Type.FocusIn:
            self.chosen.emit(self)


class TypedField(QWidget):
    """A line with its name before it. `pad`: the keys of the typing sheet, for text that a keyboard alone may not
    write."""

    changed = Signal(str)

    def __init__(
        self, station: Station, name: str, *, pad: Keys | None = None, secret: bool = False, name_mm: float = NAME_MM
    ) -> None:
        super().__init__()
        self._station, self._name, self._pad = station, name, pad
        theme = station.theme
        self.line = TypedLine(theme, name, secret=secret)
        self.line.setPlaceholderText("")
        self.line.textChanged.connect(self.changed)
        label = Label(name, "label")
        label.setFixedWidth(theme.px(name_mm))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        row.addWidget(label)
        row.addWidget(self.line, 1)
        if pad:
            write = Button(theme, _("手写"), icon="pencil")
            write.setAccessibleName(_("{name}，手写或拼音").format(name=name))
            write.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            write.clicked.connect(self.edit)
            row.addWidget(write)

    @property
    def value(self) -> str:
        return self.line.text().strip()

    def edit(self) -> None:
        """Opens the typing sheet that the kiosk uses too."""
        if self._pad:
            sheet = TypingSheet(self._station, self.window(), self._name, self.value, keys=self._pad)
            sheet.typed.connect(self.line.setText)


def enter_moves_focus(lines: list[TypedLine], last: Callable[[], None]) -> None:
    """Makes Enter move from each line to the next, and call `last` on the last line."""
    for line, following in pairwise(lines):
        line.returnPressed.connect(following.setFocus)
    lines[-1].returnPressed.connect(last)
