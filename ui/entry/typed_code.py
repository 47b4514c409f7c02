"""A long code copied from a paper: grouped while it is typed, all of it visible, the first wrong group named."""

import re

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextCursor

from core.problems import GroupMistyped
from core.sentences import sentence_of
from core.typed_digits import GROUP, digits_of, first_wrong_group
from ui.entry.text_box import TextBox
from ui.theme.tokens import Theme

DIGITS = re.compile(r"[\d\s\-－—.·]*")
"""The characters people type; anything else comes from a scanner and is left as it is."""


class TypedCode(TextBox):
    """The line for a code. `length`: digits of a whole code, check digits included."""

    def __init__(self, theme: Theme, name: str, length: int) -> None:
        super().__init__("", one_line=True)
        self._theme, self._groups = theme, -(-length // GROUP)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setFont(theme.font("lead"))
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-size: {theme.text_px('lead')}px; background: {theme.colour['surface']};"
            f" border: 2px solid {theme.colour['edge']}; padding: 0 {theme.length('gap_min')}px; }}"
            f"QPlainTextEdit:focus {{ border: 4px solid {theme.colour['sun']}; }}"
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._regroup)

    @property
    def fault(self) -> str:
        """Returns the sentence about the first group that cannot be right; empty without one."""
        wrong = first_wrong_group(self.toPlainText()) if DIGITS.fullmatch(self.toPlainText()) else 0
        return sentence_of(GroupMistyped(wrong)) if wrong else ""

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        self.put(text)

    def insert(self, sign: str) -> None:
        self.insertPlainText(sign)

    def backspace(self) -> None:
        self.textCursor().deletePreviousChar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room for as many lines as the whole code needs."""
        super().resizeEvent(event)
        metrics = QFontMetrics(self._theme.font("lead"))
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        in_a_line = max(1, (room + metrics.horizontalAdvance(" ")) // metrics.horizontalAdvance("0000 "))
        lines = -(-self._groups // in_a_line)
        around = self.height() - self.viewport().height() + 2 * round(self.document().documentMargin())
        self.setFixedHeight(lines * metrics.lineSpacing() + around + self._theme.length("gap_min"))

    def _regroup(self) -> None:
        text = self.toPlainText()
        if not DIGITS.fullmatch(text):
            return
        before, digits = len(digits_of(text[: self.textCursor().position()])), digits_of(text)
        grouped = " ".join(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))
        if grouped == text:
            return
        with QSignalBlocker(self):
            self.setPlainText(grouped)
        cursor = QTextCursor(self.document())
        cursor.setPosition(before + max(0, before - 1) // GROUP)
        self.setTextCursor(cursor)
