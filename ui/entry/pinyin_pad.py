"""A pinyin keyboard: letters below, words to choose from above. It learns nothing about anybody."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from capture.pinyin import Candidate, candidates, readings
from core.language import N_, _
from ui.entry.candidates import Candidates
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SIGNS = ("1234567890", "，。、？！：；·", "（）“”—X%")
HINT = N_("按拼音字母，再在这里挑字。")
NO_SOUND = N_("这样拼不出字，请按退格改一改。")
MOST_LETTERS = 40


class PinyinPad(QWidget):
    """`wrote` carries what was picked; `changed` says that the letters not picked yet have changed."""

    wrote = Signal(str)
    erased = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, likely: Callable[[], Mapping[str, int]] = dict) -> None:
        """`likely`: the words to put before others of their sound, each with its rank."""
        super().__init__()
        self._likely = likely
        self._theme = theme
        self._spelling = ""
        self._found: list[Candidate] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length("gap"))
        self._column.addLayout(self._choices(), 1 if theme.landscape else 2)
        self._keys = QWidget()
        self._signs = False
        self._lay_keys()
        self._offer()

    def _choices(self) -> QBoxLayout:
        """Builds the row of words; the letters have a fixed place and never move them."""
        wide = self._theme.landscape
        self._shown = Label("", "strong")
        self._shown.setWordWrap(False)
        self._shown.setAccessibleName(_("拼音"))
        if wide:
            self._shown.setFixedWidth(self._theme.px(84))
        else:
            self._shown.setFixedHeight(self._theme.text_mm(18))
            self._shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.offers = Candidates(self._theme, rows=1 if wide else 2)
        self.offers.chosen.connect(self._choose)
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        both.setSpacing(self._theme.length("gap"))
        both.addWidget(self._shown)
        both.addWidget(self.offers, 1)
        return both

    @property
    def unfinished(self) -> str:
        """Returns what must be said before this pad is left; empty when all letters are picked."""
        return (
            _("“{spelling}”还没选字，请挑一个，或者退格。").format(spelling=self._spelling[-8:])
            if self._spelling
            else ""
        )

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
                row.addWidget(self._key(_("拼音") if self._signs else _("符号"), self._switch), 3)
            for letter in letters:
                row.addWidget(self._key(letter, self._write if self._signs else self._spell), 2)
            if number == 2:
                row.addWidget(self._key(_("退格"), self._erase), 3)
            rows.addLayout(row)
        self._column.addWidget(self._keys, 3)

    def _key(self, text: str, act: Callable[[Button], None]) -> Button:
        key = Button(self._theme, text, kind="key")
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.clicked.connect(lambda: act(key))
        return key

    def _spell(self, key: Button) -> None:
        if len(self._spelling) < MOST_LETTERS:
            self._spelling += key.text()
        self._offer()

    def _erase(self, _key: Button) -> None:
        if self._spelling:
            self._spelling = self._spelling[:-1]
            self._offer()
        else:
            self.erased.emit()

    def _write(self, key: Button) -> None:
        self.wrote.emit(key.text())

    def _switch(self, _key: Button) -> None:
        """Switches between letters and signs; letters not picked yet stay."""
        self._signs = not self._signs
        self._lay_keys()

    def _choose(self, number: int) -> None:
        chosen = self._found[number]
        self._spelling = self._spelling[chosen.consumed :]
        self.wrote.emit(chosen.text)
        self._offer()

    def _candidates(self) -> list[Candidate]:
        likely = self._likely()
        found = self._going_on(candidates(self._spelling, limit=100))
        return sorted(found, key=lambda each: (-each.consumed, self._place(each, likely))) if likely else found

    def _going_on(self, found: list[Candidate]) -> list[Candidate]:
        """Returns only words after which the remaining letters still spell something, if there are such: shu would
        leave iguan."""
        ends = {each.consumed for each in found}
        good = {end for end in ends if end == len(self._spelling) or candidates(self._spelling[end:], limit=1)}
        return [each for each in found if each.consumed in good] or found

    def _place(self, candidate: Candidate, likely: Mapping[str, int]) -> int:
        """Returns the word's rank among the likely ones, by its usual readings only: 邓 may be read shan, but not as a
        name."""
        usual = self._spelling[: candidate.consumed] in readings(candidate.text)
        return likely.get(candidate.text, len(likely)) if usual else len(likely)

    def _offer(self) -> None:
        self._found = self._candidates() if self._spelling else []
        self._show_spelling()
        self.offers.show_texts([each.text for each in self._found], _(NO_SOUND) if self._spelling else _(HINT))
        self.changed.emit()

    def _show_spelling(self) -> None:
        """Shows the letters; only their end where they are too long."""
        self._shown.ensurePolished()
        room = self._shown.width() if self._shown.width() > self._theme.px(40) else self._theme.px(80)
        self._shown.setText(self._shown.fontMetrics().elidedText(self._spelling, Qt.TextElideMode.ElideLeft, room))
        self._shown.setAccessibleDescription(self._spelling)
