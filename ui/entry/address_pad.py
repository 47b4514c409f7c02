"""A pad with letters, digits and the signs of a network address, for a technician at a panel without a keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.language import _
from ui.theme.tokens import Theme
from ui.widgets.button import Button

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm./:")


class AddressPad(QWidget):
    wrote = Signal(str)
    erased = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length("gap_min"))
        for y, row in enumerate(ROWS):
            for x, sign in enumerate(row):
                key = Button(theme, sign, kind="key")
                key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                key.clicked.connect(lambda _=False, sign=sign: self.wrote.emit(sign))
                grid.addWidget(key, y, x)
        erase = Button(theme, _("退格"), kind="key", icon="backspace")
        erase.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        erase.clicked.connect(self.erased)
        grid.addWidget(erase, len(ROWS), 0, 1, len(ROWS[0]))
