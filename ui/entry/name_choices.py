"""A name as heard, character by character: touching one shows what else it may be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from capture.spelled import HeardName
from ui.theme.tokens import Theme
from ui.widgets.choices import Choices

LONGEST = 4


class NameChoices(QWidget):
    """The characters of a name; `changed` carries the whole name."""

    changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._places: list[tuple[str, ...]] = []
        self._name: list[str] = []
        self._place = 0
        self._others_shown = 10 if theme.landscape else 6
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        self.name = Choices(theme, LONGEST, 1, checkable=True)
        for place, button in enumerate(self.name.buttons):
            button.clicked.connect(lambda _=False, place=place: self._look_at(place))
        self.others = Choices(theme, self._others_shown, 1)
        self.others.chosen.connect(self._exchange)
        column.addWidget(self.name)
        column.addWidget(self.others)

    def show_name(self, heard: HeardName) -> None:
        """Shows the name; a longer one, of another people, has no choices here and is written instead."""
        self._places = list(heard.places) if len(heard.places) <= LONGEST else []
        self._name = [choices[0] for choices in self._places]
        self._look_at(0)

    def _look_at(self, place: int) -> None:
        self._place = place
        others = self._places[place] if self._places else ()
        self.name.show_texts(self._name, place)
        self.others.show_texts([each for each in others if each != self._name[place]][: self._others_shown])

    def _exchange(self, character: str) -> None:
        self._name[self._place] = character
        self._look_at(self._place)
        self.changed.emit("".join(self._name))
