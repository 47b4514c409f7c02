"""A pinyin keyboard of our own: letters below, words to choose from above. It learns nothing about anybody."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from capture.pinyin import Candidate, candidates, readings
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SIGNS = ("1234567890", "，。、？！：；·", "（）“”—X%")


class PinyinPad(QWidget):
    wrote = Signal(str)
    erased = Signal()

    def __init__(self, theme: Theme, likely: Callable[[], Mapping[str, int]] = dict) -> None:
        """`likely`: what comes before other words of its sound, each with its place."""
        super().__init__()
        self._likely = likely
        self._theme = theme
        self._spelling = ""
        self._found: list[Candidate] = []
        self._first = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length("gap"))
        for row in self._choices():
            self._column.addLayout(row)
        self._keys = QWidget()
        self._signs = False
        self._lay_keys()

    def _choices(self) -> list[QHBoxLayout]:
        """Beside the letters on a wide panel; on a tall one there is room for more, below them."""
        self._shown = Label("", "strong")
        self._shown.setMinimumWidth(self._theme.px(30))
        self._offers = [self._key("", self._choose) for _ in range(10)]
        for offer in self._offers:
            offer.setEnabled(False)
        more = self._key("更多", self._more)
        if self._theme.landscape:
            return [self._row(self._shown, *self._offers, more)]
        return [self._row(self._shown, *self._offers[:4], more), self._row(*self._offers[4:])]

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.length("gap"))
        for widget in widgets:
            row.addWidget(widget, 0 if widget is self._shown else 1)
        return row

    def _lay_keys(self) -> None:
        self._keys.deleteLater()
        self._keys = QWidget()
        rows = QVBoxLayout(self._keys)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.length("gap"))
        lines = SIGNS if self._signs else LETTERS
        for number, letters in enumerate(lines):
            row = QHBoxLayout()
            row.setSpacing(self._theme.length("gap"))
            if number == 2:
                row.addWidget(self._key("拼音" if self._signs else "符号", self._switch), 3)
            for letter in letters:
                row.addWidget(self._key(letter, self._write if self._signs else self._spell), 2)
            if number == 2:
                row.addWidget(self._key("退格", self._erase), 3)
            rows.addLayout(row)
        self._column.addWidget(self._keys, 3)

    def _key(self, text: str, act: Callable[[Button], None]) -> Button:
        key = Button(self._theme, text, kind="key")
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.clicked.connect(lambda: act(key))
        return key

    def _spell(self, key: Button) -> None:
        self._spelling += key.text()
        self._offer(0)

    def _erase(self, _key: Button) -> None:
        if self._spelling:
            self._spelling = self._spelling[:-1]
            self._offer(0)
        else:
            self.erased.emit()

    def _write(self, key: Button) -> None:
        self.wrote.emit(key.text())

    def _switch(self, _key: Button) -> None:
        self._signs = not self._signs
        self._spelling = ""
        self._lay_keys()
        self._offer(0)

    def _more(self, _key: Button) -> None:
        step = len(self._offers)
        self._offer(self._first + step if self._first + step < len(self._found) else 0)

    def _choose(self, key: Button) -> None:
        chosen = self._found[self._first + self._offers.index(key)]
        self._spelling = self._spelling[chosen.consumed :]
        self.wrote.emit(chosen.text)
        self._offer(0)

    def _candidates(self) -> list[Candidate]:
        likely = self._likely()
        found = candidates(self._spelling, limit=100)
        return sorted(found, key=lambda each: (-each.consumed, self._place(each, likely))) if likely else found

    def _place(self, candidate: Candidate, likely: Mapping[str, int]) -> int:
        """邓 may be read shan, but nobody is called so."""
        usual = self._spelling[: candidate.consumed] in readings(candidate.text)
        return likely.get(candidate.text, len(likely)) if usual else len(likely)

    def _offer(self, first: int) -> None:
        self._first = first
        self._found = self._candidates() if self._spelling else []
        self._shown.setText(self._spelling)
        page = self._found[first : first + len(self._offers)]
        for number, offer in enumerate(self._offers):
            offer.rename(page[number].text if number < len(page) else "")
            offer.setEnabled(number < len(page))
