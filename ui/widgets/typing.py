"""A sheet over the page in which something is said, written with a finger, or typed with our own pads."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from capture.handwriting import DIGITS, ID_NUMBER
from capture.spelled import given, surnames
from ui.habit import Way
from ui.overlay import Overlay
from ui.station import Station
from ui.widgets.button import Button
from ui.widgets.by_mouth import AddressByMouth, IdNumberByMouth, NameByMouth, NumberByMouth, WordsByMouth
from ui.widgets.digit_pad import DigitPad
from ui.widgets.pinyin_pad import PinyinPad
from ui.widgets.speaking_pad import SpeakingPad
from ui.widgets.writing_pad import WritingPad

Keys = Literal["pinyin", "name", "address", "digits", "id"]
NUMBERS = ("digits", "id")
MEANT = {"digits": DIGITS, "id": ID_NUMBER}

WAYS: dict[Way, tuple[str, str]] = {
    "say": ("用嘴说", "microphone"),
    "write": ("用手写", "pencil"),
    "keys": ("打拼音", "keyboard"),
}
EARS: dict[Keys, type[SpeakingPad]] = {
    "name": NameByMouth,
    "address": AddressByMouth,
    "digits": NumberByMouth,
    "id": IdNumberByMouth,
}


class TypingSheet(Overlay):
    """`typed` carries the text when the person is done; `closed` alone means it stays as it was.

    `tall`: a story, which is told on its page and not here. `way`: how it opens; else as the person likes it.
    """

    typed = Signal(str)

    def __init__(
        self,
        station: Station,
        parent: QWidget,
        title: str,
        value: str,
        *,
        keys: Keys,
        tall: bool = False,
        way: Way | None = None,
    ) -> None:
        super().__init__(station, parent, title, "")
        self._station, self._keys, self._tall = station, keys, tall
        self.text.hide()
        self._spread(parent.width())
        self.edit = self._sheet_of_paper(title, value)
        self._pads = QStackedWidget()
        self._pads.setFixedHeight(station.theme.px((112 if tall else 118) if station.theme.landscape else 196))
        self._laid: dict[Way, QWidget] = {}
        self._tabs = {each: self._tab(each) for each in self._offered()}
        self.sheet.column.insertLayout(0, self._head())
        self.sheet.column.insertWidget(1, self.edit)
        self.sheet.column.insertWidget(2, self._pads)
        self._add_buttons()
        wanted = way or station.habit.way(number=keys in NUMBERS)
        self._open(wanted if wanted in self._tabs else "keys")

    def _spread(self, width: int) -> None:
        theme = self._station.theme
        self.sheet.setMaximumWidth(width)
        self.frame.setContentsMargins(*[theme.length("gap")] * 4)
        pad = theme.px(5)
        self.sheet.column.setContentsMargins(pad, pad, pad, pad)

    def _sheet_of_paper(self, title: str, value: str) -> QPlainTextEdit:
        theme = self._station.theme
        edit = QPlainTextEdit(value)
        edit.setAccessibleName(title)
        lines = (3 if theme.landscape else 6) if self._tall else 1
        edit.setFixedHeight(theme.px(11.5 + 17.2 * lines))
        edit.moveCursor(QTextCursor.MoveOperation.End)
        return edit

    def _offered(self) -> list[Way]:
        """What can be done here: an engine that cannot be loaded is not offered, one still loading is waited for."""
        engines = self._station.engines
        say: list[Way] = ["say"] if engines.may_come("speech") and not self._tall else []
        write: list[Way] = ["write"] if engines.has("pen") else []
        return [*say, *write, "keys"]

    def _head(self) -> QBoxLayout:
        """A wide panel is short: there the ways stand beside the title."""
        self.sheet.column.removeWidget(self.title)
        wide = self._station.theme.landscape
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        head.setSpacing(self._station.theme.length("gap"))
        self.title.setWordWrap(False)
        head.addWidget(self.title, int(wide))
        if len(self._tabs) < 2:
            return head
        row = QHBoxLayout()
        row.setSpacing(self._station.theme.length("gap"))
        for tab in self._tabs.values():
            row.addWidget(tab, 1)
        head.addLayout(row)
        return head

    def _tab(self, way: Way) -> Button:
        name, icon = WAYS[way]
        tab = Button(self._station.theme, "按数字" if way == "keys" and self._keys in NUMBERS else name, icon=icon)
        tab.setCheckable(True)
        tab.clicked.connect(lambda: self._prefer(way))
        return tab

    def _prefer(self, way: Way) -> None:
        self._station.habit.learn(way)
        self._open(way)

    def _open(self, way: Way) -> None:
        for each, tab in self._tabs.items():
            tab.setChecked(each == way)
        self._be_quiet()
        if way not in self._laid:
            self._laid[way] = self._pad(way)
            self._pads.addWidget(self._laid[way])
        self._pads.setCurrentWidget(self._laid[way])
        self.edit.setFocus()

    def _pad(self, way: Way) -> QWidget:
        if way == "say":
            return self._ear()
        pad: WritingPad | DigitPad | PinyinPad
        if way == "write":
            pad = WritingPad(self._station, MEANT.get(self._keys, frozenset()))
        elif self._keys in NUMBERS:
            pad = DigitPad(self._station.theme, "X" if self._keys == "id" else "")
        else:
            pad = PinyinPad(self._station.theme, self._likely)
        pad.wrote.connect(self.edit.insertPlainText)
        pad.erased.connect(lambda: self.edit.textCursor().deletePreviousChar())
        return pad

    def _likely(self) -> Mapping[str, int]:
        """What a name begins with, and goes on with, comes before other characters of its sound."""
        if self._keys != "name":
            return {}
        return given() if self.edit.toPlainText() else surnames()

    def _ear(self) -> SpeakingPad:
        kind = EARS.get(self._keys, WordsByMouth)
        ear = kind(self._station, self.edit.toPlainText)
        ear.wrote.connect(self.edit.insertPlainText)
        ear.replaced.connect(self._put)
        return ear

    def _put(self, text: str) -> None:
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def _add_buttons(self) -> None:
        theme = self._station.theme
        clear = Button(theme, "清空", kind="quiet", icon="trash")
        clear.clicked.connect(lambda: self.edit.setPlainText(""))
        cancel = Button(theme, "不改了")
        cancel.clicked.connect(self._end)
        done = Button(theme, "好了", kind="primary", icon="check")
        done.clicked.connect(self._done)
        row: QHBoxLayout = self.buttons
        row.addWidget(clear)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(done)

    def _be_quiet(self) -> None:
        if isinstance(ear := self._laid.get("say"), SpeakingPad):
            ear.stop()

    def _done(self) -> None:
        self.typed.emit(self.edit.toPlainText().strip())
        self._end()

    def _end(self) -> None:
        self._be_quiet()
        self.closed.emit()
        self.hide()
        self.deleteLater()
