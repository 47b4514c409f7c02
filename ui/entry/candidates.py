"""Words to choose from, as many as fit side by side, each as wide as it needs; the rest comes on the next batch."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import N_, _
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

MORE, FIRST = N_("更多"), N_("从头")


class Candidates(QWidget):
    """`chosen` carries the number of a word. There are no empty boxes, and `say` puts a sentence where words would
    stand. The button for more keeps its place at the end of the last row."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, rows: int) -> None:
        super().__init__()
        self._theme, self._rows = theme, rows
        self._texts: Sequence[str] = ()
        self._first = 0
        self._next = 0
        self.buttons: list[Button] = []
        self.more = self._key(_(MORE))
        self.more.clicked.connect(self._turn)
        self.note = Label("", "label", self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(rows * theme.length("control") + (rows - 1) * theme.length("gap"))

    def show_texts(self, texts: Sequence[str], note: str = "") -> None:
        """Shows the words; `note` when there are none."""
        self._texts, self._first = tuple(texts), 0
        self.note.setText(note)
        self._lay()

    @property
    def shown(self) -> list[str]:
        return [each.accessibleName() for each in self.buttons if not each.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())

    def _turn(self) -> None:
        self._first = self._next if self._next < len(self._texts) else 0
        self._lay()

    def _key(self, text: str) -> Button:
        key = Button(self._theme, text, kind="key")
        key.setParent(self)
        key.hide()
        return key

    def _lay(self) -> None:
        gap = self._theme.length("gap")
        height = max(self._theme.length("control"), (self.height() - (self._rows - 1) * gap) // self._rows)
        places = self._places(height, gap)
        self._next = self._first + len(places)
        for number, place in enumerate(places):
            self._show(number, place)
        for button in self.buttons[len(places) :]:
            button.hide()
        self.note.setVisible(not self._texts)
        self.note.setGeometry(self.rect())
        self.more.setVisible(len(places) < len(self._texts))
        self.more.rename(_(MORE) if self._next < len(self._texts) else _(FIRST))
        wide = self._wide(_(MORE))
        self.more.setGeometry(self.width() - wide, (self._rows - 1) * (height + gap), wide, height)

    def _places(self, height: int, gap: int) -> list[QRect]:
        """Returns the places of the words from the first on; at least one is shown, however long it is."""
        places: list[QRect] = []
        x = row = 0
        for text in self._texts[self._first :]:
            wide = min(self._wide(text), self._room(row))
            if x + wide > self._room(row) and x:
                x, row = 0, row + 1
                wide = min(self._wide(text), self._room(row)) if row < self._rows else wide
            if row == self._rows:
                break
            places.append(QRect(x, row * (height + gap), wide, height))
            x += wide + gap
        return places

    def _room(self, row: int) -> int:
        """Returns the width of a row; the last one leaves room for the button for more."""
        last = row >= self._rows - 1
        return max(
            self._theme.length("control"), self.width() - (self._wide(_(MORE)) + self._theme.length("gap")) * last
        )

    def _wide(self, text: str) -> int:
        self.more.ensurePolished()
        return max(self._theme.length("control"), self.more.fontMetrics().horizontalAdvance(text) + self._theme.px(7))

    def _show(self, number: int, place: QRect) -> None:
        while len(self.buttons) <= number:
            self._add()
        button, text = self.buttons[number], self._texts[self._first + number]
        button.rename(text)
        button.setText(
            self.more.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, place.width() - self._theme.px(5))
        )
        button.setGeometry(place)
        button.show()

    def _add(self) -> None:
        number = len(self.buttons)
        button = self._key("")
        button.clicked.connect(lambda: self.chosen.emit(self._first + number))
        self.buttons.append(button)
