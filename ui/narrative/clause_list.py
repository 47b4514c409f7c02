"""The story, clause by clause, each to be touched; below it the words being spoken."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from core.language import N_, _
from core.narrative import Clause, Narrative
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.marked_text import MarkedText
from ui.widgets.scroll import Scroll

UNHEARD = N_("（这里没听清，按一下可以听，再说一遍）")
"""Shown in place of words that were not understood; it is not part of the story."""


def shown_as(clause: Clause) -> tuple[str, Sequence[tuple[int, int]]]:
    """Returns a clause's words as shown on a page, and which parts are marked."""
    if clause.unheard:
        return _(UNHEARD), ((0, len(_(UNHEARD))),)
    return clause.text.strip(), clause.doubtful


class ClauseButton(Button):
    """A clause to touch. Doubtful words are marked, and the accessible name says so too."""

    def __init__(self, theme: Theme, clause: Clause) -> None:
        super().__init__(theme, "", kind="clause")
        self.clause = clause
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.length("control"))
        self._words = MarkedText(theme)
        _inside(self, theme).addWidget(self._words)
        self.show_clause(clause)

    def show_clause(self, clause: Clause) -> None:
        self.clause = clause
        text, doubtful = shown_as(clause)
        self._words.mark(text, doubtful=doubtful)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("有没听准的字") if clause.doubtful else "")


class ClauseList(Scroll):
    """`touched` carries the number of a clause. Only changed clauses are laid out anew; the end stays in sight."""

    touched = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme.length("gap"))
        self._theme = theme
        self._rows: list[ClauseButton] = []
        self._at_end = True
        self._tail, self._coming = QWidget(), MarkedText(theme, kind="coming")
        _inside(self._tail, theme).addWidget(self._coming)
        self.column.addWidget(self._tail)
        self.column.addStretch(1)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._moved)
        bar.rangeChanged.connect(self._follow)

    def show_told(self, told: Narrative) -> None:
        for number, said in enumerate(told[: len(self._rows)]):
            if self._rows[number].clause != said.clause:
                self._rows[number].show_clause(said.clause)
        for said in told[len(self._rows) :]:
            self._append(said.clause)
        while len(self._rows) > len(told):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()

    def show_coming(self, text: str) -> None:
        self._coming.mark(text)
        self._tail.setVisible(bool(text))

    def let_touch(self, wanted: bool) -> None:
        """Lets clauses be touched or not: not while somebody speaks, since a sheet would cover the words."""
        for row in self._rows:
            row.setEnabled(wanted)

    def to_the_end(self) -> None:
        self._at_end = True
        self._follow(0, self.verticalScrollBar().maximum())

    def _append(self, clause: Clause) -> None:
        row = ClauseButton(self._theme, clause)
        number = len(self._rows)
        row.clicked.connect(lambda: self.touched.emit(number))
        self._rows.append(row)
        self.column.insertWidget(number, row)

    def _moved(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum()

    def _follow(self, _least: int, most: int) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(most)


def _inside(widget: QWidget, theme: Theme) -> QHBoxLayout:
    """Returns a layout that aligns the clauses with the words being spoken."""
    row = QHBoxLayout(widget)
    row.setContentsMargins(theme.px(4), theme.px(2), theme.px(4), theme.px(2))
    return row
