"""A sheet over the page to enter text by voice, by finger, or with the product's own pads."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from capture.handwriting import DIGITS, ID_NUMBER
from capture.spelled import given, surnames
from core import validation
from core.language import N_, _
from core.message import Message
from core.sentences import sentence_of
from ui.base.input_preference import InputWay
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.entry.digit_pad import DigitPad
from ui.entry.handwriting_pad import HandwritingPad
from ui.entry.pinyin_pad import PinyinPad
from ui.entry.speaking_pad import SpeakingPad
from ui.entry.spoken_entry import SpokenAddressPad, SpokenIdNumberPad, SpokenNamePad, SpokenNumberPad, SpokenWordsPad
from ui.entry.text_box import TextBox
from ui.widgets.button import Button
from ui.widgets.text import Label

Keys = Literal["pinyin", "name", "address", "digits", "id"]
NUMBERS = ("digits", "id")
MEANT = {"digits": DIGITS, "id": ID_NUMBER}

WAYS: dict[InputWay, tuple[str, str]] = {
    "say": (N_("用嘴说"), "microphone"),
    "write": (N_("用手写"), "pencil"),
    "keys": (N_("打拼音"), "keyboard"),
}
RULES: dict[Keys, Callable[[str], Message | None]] = {
    "name": validation.name,
    "address": validation.address,
    "digits": validation.telephone,
    "pinyin": validation.line,
}
"""Checks on a line before it is taken; a document's number is checked where the document is known."""
NOT_WANTED = N_("刚才写的，不要了吗？")
CLEAR, BACK = N_("清空"), N_("拿回来")
EARS: dict[Keys, type[SpeakingPad]] = {
    "name": SpokenNamePad,
    "address": SpokenAddressPad,
    "digits": SpokenNumberPad,
    "id": SpokenIdNumberPad,
}


class TypingSheet(Overlay):
    """`typed` carries the text when the person is done; `closed` alone means no change. No single touch loses what was
    written or said: letters not picked yet are asked about, a wiped text can be restored.

    `tall`: for more than a line; a story is spoken on its page and not here, where no `way` is given. `way`: how the
    sheet opens; by default as the person last wrote."""

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
        way: InputWay | None = None,
    ) -> None:
        super().__init__(station, parent, title, "")
        self._station, self._keys, self._tall = station, keys, tall
        self._spoken_here = way is not None or not tall
        self.text.hide()
        self._spread(parent.width())
        self._value, self._wiped = value, ""
        self.edit = self._sheet_of_paper(title, value)
        self.edit.textChanged.connect(self._changed)
        self.edit.entered.connect(self._done)
        self._pads = QStackedWidget()
        self._pads.setFixedHeight(
            station.theme.px((112 if tall else 118) if station.theme.landscape else 196 if tall else 230)
        )
        self._laid: dict[InputWay, QWidget] = {}
        self._tabs = {each: self._tab(each) for each in self._offered()}
        self.sheet.column.insertLayout(0, self._head())
        self.sheet.column.insertWidget(1, self.edit)
        self.sheet.column.insertWidget(2, self._pads)
        self._add_buttons()
        wanted = way or station.input_preference.way(number=keys in NUMBERS)
        self._open(wanted if wanted in self._tabs else "keys")

    def _spread(self, width: int) -> None:
        theme = self._station.theme
        self.sheet.setMaximumWidth(width)
        self.frame.setContentsMargins(*[theme.length("gap")] * 4)
        pad = theme.px(5)
        self.sheet.column.setContentsMargins(pad, pad, pad, pad)

    def fit(self, width: int) -> None:
        self.sheet.setMaximumWidth(width)

    def _sheet_of_paper(self, title: str, value: str) -> TextBox:
        theme = self._station.theme
        edit = TextBox(value, one_line=not self._tall)
        edit.setAccessibleName(title)
        lines = (3 - theme.large if theme.landscape else 6) if self._tall else 1
        edit.setFixedHeight(theme.px(11.5) + theme.text_mm(17.2 * lines))
        return edit

    def _offered(self) -> list[InputWay]:
        """Returns the ways offered here: not those whose engine cannot be loaded; an engine still loading is waited
        for."""
        engines = self._station.engines
        say: list[InputWay] = ["say"] if engines.loaded_or_loading("speech") and self._spoken_here else []
        write: list[InputWay] = ["write"] if engines.has("pen") else []
        return [*say, *write, "keys"]

    def _head(self) -> QBoxLayout:
        """Builds the head; on a wide panel, which is short, the ways stand beside the title."""
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

    def _tab(self, way: InputWay) -> Button:
        name, icon = WAYS[way]
        tab = Button(
            self._station.theme, _("按数字") if way == "keys" and self._keys in NUMBERS else _(name), icon=icon
        )
        tab.setCheckable(True)
        tab.clicked.connect(lambda: self._prefer(way))
        return tab

    def _prefer(self, way: InputWay) -> None:
        if self._speaking:
            self._tabs["say"].setChecked(True)
            self._tabs[way].setChecked(way == "say")
            self.note.setText(self._speaking)
            return
        self._station.input_preference.learn(way)
        self._open(way)

    def _open(self, way: InputWay) -> None:
        for each, tab in self._tabs.items():
            tab.setChecked(each == way)
        self._be_quiet()
        if way not in self._laid:
            self._laid[way] = self._pad(way)
            self._pads.addWidget(self._laid[way])
        self._pads.setCurrentWidget(self._laid[way])
        self.edit.setFocus()

    def _pad(self, way: InputWay) -> QWidget:
        if way == "say":
            return self._ear()
        pad: HandwritingPad | DigitPad | PinyinPad
        if way == "write":
            pad = HandwritingPad(self._station, MEANT.get(self._keys, frozenset()))
        elif self._keys in NUMBERS:
            pad = DigitPad(self._station.theme, "X" if self._keys == "id" else "")
        else:
            pad = PinyinPad(self._station.theme, self._likely)
        if not isinstance(pad, DigitPad):
            pad.changed.connect(self._changed)
        pad.wrote.connect(self.edit.insertPlainText)
        pad.erased.connect(lambda: self.edit.textCursor().deletePreviousChar())
        return pad

    def _likely(self) -> Mapping[str, int]:
        """Returns the characters to offer first in a name: surnames at its beginning, given names after it."""
        if self._keys != "name":
            return {}
        return given() if self.edit.toPlainText() else surnames()

    def _ear(self) -> SpeakingPad:
        kind = EARS.get(self._keys, SpokenWordsPad)
        ear = kind(self._station, self.edit.toPlainText)
        ear.wrote.connect(self.edit.insertPlainText)
        ear.replaced.connect(self.edit.put)
        ear.changed.connect(self._changed)
        return ear

    def _add_buttons(self) -> None:
        """Adds the buttons and the note, beside them on a wide panel, above them on a tall one; the note's room is
        kept."""
        theme = self._station.theme
        self.note = Label("", "strong")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        one_line = theme.landscape and not theme.large
        self.note.setFixedHeight(theme.length("control") if one_line else theme.text_mm(36))
        self._clear = self._button(_(CLEAR), "trash", self._wipe, "quiet")
        self._drop = self._button(_("不要了"), "trash", self._end, "alarm")
        self._cancel = self._button(_("不改了"), "", self._ask_to_leave)
        self._on = self._button(_("接着写"), "pencil", self._go_on, "primary")
        self._ready = self._button(_("好了"), "check", self._done, "primary")
        self.escape = self._cancel
        row: QHBoxLayout = self.buttons
        row.addWidget(self._clear)
        row.addWidget(self._drop)
        if theme.landscape:
            row.addWidget(self.note, 1)
        else:
            self.sheet.column.insertWidget(3, self.note)
            row.addStretch(1)
        for button in (self._cancel, self._on, self._ready):
            row.addWidget(button)
        self._ask(False)

    def _button(self, text: str, icon: str, act: Callable[[], None], kind: str = "secondary") -> Button:
        button = Button(self._station.theme, text, kind=kind, icon=icon)
        button.clicked.connect(act)
        return button

    @property
    def value(self) -> str:
        """Returns the text with which it was opened."""
        return self._value

    @property
    def _speaking(self) -> str:
        ear = self._laid.get("say")
        return ear.unfinished if isinstance(ear, SpeakingPad) else ""

    @property
    def unfinished(self) -> str:
        """Returns what was begun on a pad and is not in the text yet."""
        pads = (pad for pad in self._laid.values() if isinstance(pad, SpeakingPad | HandwritingPad | PinyinPad))
        return next((pad.unfinished for pad in pads if pad.unfinished), "")

    def _changed(self) -> None:
        if self._wiped and self.edit.toPlainText():
            self._wiped = ""
            self._clear.rename(_(CLEAR), "trash")
        if not self._ready.isHidden():
            self.note.setText("")

    def _wipe(self) -> None:
        """Wipes the text; the same button restores it until something else is written."""
        if self._wiped:
            self.edit.put(self._wiped)
        elif text := self.edit.toPlainText():
            self.edit.put("")
            self._wiped = text
            self._clear.rename(_(BACK), "back")

    def _ask_to_leave(self) -> None:
        text = self.edit.toPlainText().strip()
        if (text and text != self._value.strip()) or self.unfinished:
            self._ask(True)
        else:
            self._end()

    def _go_on(self) -> None:
        self._ask(False)

    def _ask(self, leaving: bool) -> None:
        """Asks before leaving: the button to go on is under the finger, the one to leave at the other end."""
        self.note.setText(_(NOT_WANTED) if leaving else "")
        for button in (self._drop, self._on):
            button.setVisible(leaving)
        for button in (self._clear, self._cancel, self._ready):
            button.setVisible(not leaving)
        self._pads.setEnabled(not leaving)

    def _be_quiet(self) -> None:
        if isinstance(ear := self._laid.get("say"), SpeakingPad):
            ear.stop()

    def keep(self) -> None:
        """Hands the text over as it is. A line that is not right yet is left out: its field would refuse it."""
        text = self.edit.toPlainText().strip()
        rule = None if self._tall else RULES.get(self._keys)
        if text != self._value and not (rule and rule(text)):
            self.typed.emit(text)

    def _done(self) -> None:
        text = self.edit.toPlainText().strip()
        rule = None if self._tall else RULES.get(self._keys)
        fault = self.unfinished or sentence_of(rule(text) if rule else None)
        if fault:
            self.note.setText(fault)
            self._station.speech_output.say(fault)
            return
        self.typed.emit(text)
        self._end()

    def _end(self) -> None:
        self._be_quiet()
        self.closed.emit()
        self.hide()
        self.deleteLater()
