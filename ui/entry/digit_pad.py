"""A pad with ten digits and a key to delete the last one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.language import _
from ui.theme.tokens import Theme
from ui.widgets.button import Button

ROWS = ("123", "456", "789")


class DigitPad(QWidget):
    """The pad. `extra` is one more key beside the 0, such as the X of an ID number."""

    wrote = Signal(str)
    erased = Signal()

    def __init__(self, theme: Theme, extra: str = "") -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length("gap"))
        for y, row in enumerate(ROWS):
            for x, digit in enumerate(row):
                grid.addWidget(self._key(theme, digit), y, x)
        if extra:
            grid.addWidget(self._key(theme, extra), 3, 0)
        grid.addWidget(self._key(theme, "0"), 3, 1)
        erase = Button(theme, _("退格"), kind="key", icon="backspace")
        erase.clicked.connect(self.erased)
        erase.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        grid.addWidget(erase, 3, 2)

    def _key(self, theme: Theme, text: str) -> Button:
        key = Button(theme, text, kind="digit")
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.clicked.connect(lambda: self.wrote.emit(text))
        return key
