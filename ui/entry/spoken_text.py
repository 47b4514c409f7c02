"""A text in the person's own words, shown large, with the ways to say or write it below."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.language import N_, _
from ui.base.input_preference import InputWay
from ui.base.station import Station
from ui.entry.typing_sheet import Keys, TypingSheet
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Label

WAYS: tuple[tuple[InputWay, str, str], ...] = (
    ("say", N_("用嘴说"), "microphone"),
    ("write", N_("用手写"), "pencil"),
    ("keys", N_("按键盘"), "keyboard"),
)
ROOM_MM = 34


class SpokenText(QWidget):
    """`changed` carries the text. `digits`: it is a number. Ways that this terminal has no engine for are not shown."""

    changed = Signal(str)

    def __init__(self, station: Station, name: str, *, digits: bool = False) -> None:
        super().__init__()
        self._station, self._name, self._digits = station, name, digits
        self.value = ""
        self.shown = Label("", "number" if digits else "told")
        self.shown.setMinimumHeight(station.theme.px(ROOM_MM))
        card = Card(station.theme)
        card.add(Label(name, "label"))
        card.column.addWidget(self.shown, 1)
        ways = QHBoxLayout()
        ways.setSpacing(station.theme.length("gap"))
        for way, text, icon in WAYS:
            if self._possible(way):
                button = Button(station.theme, _(text), icon=icon)
                button.setMinimumHeight(station.theme.px(24))
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                button.clicked.connect(partial(self._write, way))
                ways.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(station.theme.length("gap"))
        column.addWidget(card, 1)
        column.addLayout(ways)

    def _possible(self, way: InputWay) -> bool:
        engines = self._station.engines
        if way == "say":
            return engines.loaded_or_loading("speech")
        return way == "keys" or engines.has("pen")

    def _write(self, way: InputWay) -> None:
        keys: Keys = "digits" if self._digits else "pinyin"
        sheet = TypingSheet(self._station, self.window(), self._name, self.value, keys=keys, tall=True, way=way)
        sheet.typed.connect(self._take)

    def _take(self, text: str) -> None:
        self.value = text
        self.shown.setText(text)
        self.changed.emit(text)
