"""A box of several lines on a page, for a laptop's keyboard; a pad opens where its system cannot write Chinese."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.language import _
from ui.base.station import Station
from ui.entry.text_box import TextBox
from ui.entry.typing_sheet import TypingSheet
from ui.widgets.button import Button
from ui.widgets.text import Label


class TypedText(QWidget):
    """A name, the pad's button, and the box below them. `changed` carries the text."""

    changed = Signal(str)

    def __init__(self, station: Station, name: str, value: str, *, lines: int) -> None:
        super().__init__()
        self._station, self._name = station, name
        theme = station.theme
        self.box = TextBox(value, one_line=False)
        self.box.setAccessibleName(name)
        self.box.setFont(theme.font("body"))
        self.box.setMinimumHeight(theme.px(9) * lines)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        colour, gap = theme.colour, theme.length("gap")
        self.box.setStyleSheet(
            f"QPlainTextEdit {{ font-size: {theme.text_px('body')}px; background: {colour['surface']};"
            f" border: 2px solid {colour['line']}; border-radius: {theme.length('radius')}px; padding: {gap // 2}px; }}"
            f"QPlainTextEdit:focus {{ border: 4px solid {colour['sun']}; }}"
        )
        self.box.textChanged.connect(lambda: self.changed.emit(self.value))
        pad = Button(theme, _("手写"), icon="pencil")
        pad.setAccessibleName(_("{name}，手写或拼音").format(name=name))
        pad.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pad.clicked.connect(self.edit)
        self.head = QHBoxLayout()
        self.head.addWidget(Label(name, "label"), 1)
        self.head.addWidget(pad)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(self.head)
        column.addWidget(self.box, 1)

    @property
    def value(self) -> str:
        return self.box.toPlainText()

    def put(self, text: str) -> None:
        self.box.put(text)

    def edit(self) -> None:
        """Opens the typing sheet that the kiosk uses too."""
        sheet = TypingSheet(self._station, self.window(), self._name, self.value, keys="pinyin", tall=True)
        sheet.typed.connect(self.put)
