"""A sheet over the page in which something is typed with our own pads."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from ui.overlay import Overlay
from ui.station import Station
from ui.widgets.button import Button
from ui.widgets.digit_pad import DigitPad
from ui.widgets.pinyin_pad import PinyinPad

Keys = Literal["pinyin", "digits", "id"]


class TypingSheet(Overlay):
    """`typed` carries the text when the person is done; `closed` alone means it stays as it was."""

    typed = Signal(str)

    def __init__(
        self, station: Station, parent: QWidget, title: str, value: str, *, keys: Keys, tall: bool = False
    ) -> None:
        super().__init__(station, parent, title, "")
        theme = station.theme
        self.text.hide()
        self.sheet.setMaximumWidth(parent.width())
        self.frame.setContentsMargins(*[theme.length("gap")] * 4)
        self.frame.setAlignment(self.sheet, Qt.AlignmentFlag(0))
        pad = theme.px(5)
        self.sheet.column.setContentsMargins(pad, pad, pad, pad)
        self.edit = QPlainTextEdit(value)
        self.edit.setAccessibleName(title)
        lines = (3 if theme.landscape else 8) if tall else 1
        self.edit.setFixedHeight(theme.px(11.5 + 17.2 * lines))
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.sheet.column.insertWidget(1, self.edit)
        self.sheet.column.insertWidget(2, self._pad(station, keys))
        self._add_buttons(station)
        self.edit.setFocus()

    def _pad(self, station: Station, keys: Keys) -> PinyinPad | DigitPad:
        pad = PinyinPad(station.theme) if keys == "pinyin" else DigitPad(station.theme, "X" if keys == "id" else "")
        if keys != "pinyin":
            pad.setFixedHeight(station.theme.px(118))
        pad.wrote.connect(self.edit.insertPlainText)
        pad.erased.connect(lambda: self.edit.textCursor().deletePreviousChar())
        return pad

    def _add_buttons(self, station: Station) -> None:
        clear = Button(station.theme, "清空", kind="quiet", icon="trash")
        clear.clicked.connect(lambda: self.edit.setPlainText(""))
        cancel = Button(station.theme, "不改了")
        cancel.clicked.connect(self._end)
        done = Button(station.theme, "好了", kind="primary", icon="check")
        done.clicked.connect(self._done)
        row: QHBoxLayout = self.buttons
        row.addWidget(clear)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(done)

    def _done(self) -> None:
        self.typed.emit(self.edit.toPlainText().strip())
        self._end()

    def _end(self) -> None:
        self.closed.emit()
        self.hide()
        self.deleteLater()
