"""A square to write one character in with a finger, in any stroke order, and the characters it may be."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from core.language import N_, _
from core.problems import Problem
from ui.base.station import Station
from ui.entry.ink_square import InkSquare
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.choices import Choices
from ui.widgets.text import Label

COUNT = 8
HINT = N_("在格子里写一个字，写好了在这里挑。")
WIPE = N_("擦掉")
NOT_KNOWN = N_("没认出来，请擦掉再写一遍。")


class HandwritingPad(QWidget):
    """`wrote` carries the character that was touched. `only`: the characters that may be meant; empty: any."""

    wrote = Signal(str)
    erased = Signal()
    changed = Signal()

    def __init__(self, station: Station, only: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._station, self._only = station, only
        self._asked = 0
        theme = station.theme
        self.ink = InkSquare(theme)
        self.ink.lifted.connect(self._ask)
        wide = theme.landscape
        self.offers = Choices(theme, *((4, 2) if wide else (2, 4)))
        self.offers.chosen.connect(self._choose)
        self.hint = Label(_(HINT), "lead")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length("gap"))
        grid.addWidget(self.ink, 0, 0, 2 if wide else 1, 1)
        grid.addWidget(self.offers, 0, 1)
        grid.addWidget(self.hint, 0, 1)
        grid.addLayout(self._tools(theme), 1, 1 if wide else 0, 1, 1 if wide else 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 5 if wide else 9)
        grid.setColumnStretch(1, 6)

    @property
    def unfinished(self) -> str:
        """Returns what must be said before this pad is left; empty when nothing waits to be picked."""
        return _("格子里的字还没挑，请挑一个，或者擦掉。") if self.ink.strokes() else ""

    def _tools(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.length("gap"))
        self._wiper = self._tool(theme, _(WIPE), self._wipe)
        for button in (
            self._tool(theme, _("退一笔"), self._take_back),
            self._wiper,
            self._tool(theme, _("退格"), self._erase),
        ):
            row.addWidget(button, 1)
        return row

    def _tool(self, theme: Theme, text: str, act: Callable[[], None]) -> Button:
        button = Button(theme, text, kind="key", icon="backspace" if text == _("退格") else "")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(act)
        return button

    def _take_back(self) -> None:
        self.ink.take_back()
        self._ask()

    def _wipe(self) -> None:
        """Wipes the square; called again before something new is written, restores it."""
        self.ink.wipe()
        self._ask()

    def _erase(self) -> None:
        self.erased.emit()

    def _choose(self, character: str) -> None:
        self.ink.clear()
        self._show(())
        self.wrote.emit(character)

    def _ask(self) -> None:
        """Asks for candidates; only the latest answer counts, since more may have been written meanwhile."""
        self._asked += 1
        self._wiper.rename(_("拿回来") if self.ink.wiped else _(WIPE))
        asked, strokes, pen, only = self._asked, self.ink.strokes(), self._station.engines.pen, self._only
        self._station.tasks.run(
            lambda: pen.read(strokes, COUNT, only),
            owner=self,
            done=lambda found: self._show(found, asked),
            failed=self._failed,
        )

    def _failed(self, _problem: Problem) -> None:
        """Offers nothing; the next stroke asks again."""
        self._show(())

    def _show(self, found: list[str] | tuple[str, ...], asked: int | None = None) -> None:
        if asked in (None, self._asked):
            self._asked += 1
            self.changed.emit()
            self.offers.show_texts(found)
            self.hint.setText(_(NOT_KNOWN) if self.ink.strokes() else _(HINT))
            self.hint.setVisible(not found)
