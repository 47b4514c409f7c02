"""A value that opens the typing sheet when touched."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from core.language import _
from ui.base.station import Station
from ui.entry.typing_sheet import Keys, TypingSheet
from ui.widgets.button import Button
from ui.widgets.choices import keep_room
from ui.widgets.text import Label


class Field(QWidget):
    """`changed` carries what was typed. A doubtful value is marked until the person has looked at it; the mark's place
    stays afterwards, so that nothing moves under the finger."""

    changed = Signal(str)

    def __init__(self, station: Station, name: str, keys: Keys = "pinyin", hint: str = "") -> None:
        super().__init__()
        self._station, self._name, self._keys = station, name, keys
        self._hint = hint or _("按这里写")
        self.value = ""
        above = station.theme.large and not station.theme.landscape
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(station.theme.length("gap"))
        label = Label(name, "label")
        label.setFixedWidth(station.theme.text_mm(max(46, 11 * len(name))))
        names = QBoxLayout(QBoxLayout.Direction.LeftToRight if above else QBoxLayout.Direction.TopToBottom)
        names.setSpacing(0)
        names.addStretch(int(not above))
        names.addWidget(label)
        self.mark = Label(_("请核对"), "label")
        self.mark.setFixedWidth(label.width())
        self.mark.hide()
        names.addWidget(self.mark)
        names.addStretch(1)
        row.addLayout(names)
        self.button = Button(station.theme, "", kind="field")
        self.shown = Label(self._hint, "lead")
        self.shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.button)
        inside.setContentsMargins(*(station.theme.px(side) for side in (4, 1, 4, 1)))
        inside.addStrut(station.theme.px(20))
        inside.addWidget(self.shown)
        self.button.setAccessibleName(name)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.button.clicked.connect(self.edit)
        row.addWidget(self.button, 1)

    @property
    def name(self) -> str:
        return self._name

    def show_value(self, value: str, *, doubtful: bool = False, masked: str = "") -> None:
        """Shows the value. `masked` is what others in the room may see of it; touching the field shows it whole."""
        self.value = value
        self.shown.setText(masked or value or self._hint)
        if doubtful:
            keep_room(self.mark)
        self.mark.setVisible(doubtful)
        self.button.setAccessibleName(f"{self._name} {masked or value}")
        self.button.setProperty("doubtful", "true" if doubtful else "false")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def edit(self) -> None:
        sheet = TypingSheet(self._station, self.window(), self._name, self.value, keys=self._keys)
        sheet.typed.connect(self._take)

    def _take(self, text: str) -> None:
        self.show_value(text)
        self.changed.emit(text)
