"""The question, before filing, whether the words just asked become the beginning of the story."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import _
from core.sentences import joined
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.text import Label

SHOWN_CHARS = 36
"""Characters of the words that are shown; who said them knows the rest."""


def glance(words: str) -> str:
    """Returns as much of the words as whoever said them needs to know them again."""
    return words if len(words) <= SHOWN_CHARS else words[:SHOWN_CHARS] + "……"


class TakeAlong(Overlay):
    """`chosen`: whether they are taken along. Nothing but an answer closes the sheet."""

    chosen = Signal(bool)

    def __init__(self, station: Station, parent: QWidget, words: str) -> None:
        super().__init__(station, parent, _("刚才说的，放进去吗？"), _("“{words}”").format(words=glance(words)))
        meaning = _("放进去，就是您要反映的开头，后面接着说，也可以改。")
        self.sheet.add(Label(meaning, "body"))
        for text, along, kind in ((_("放进去"), True, "primary"), (_("不放，从头说"), False, "secondary")):
            button = Button(station.theme, text, kind=kind)
            button.setMinimumHeight(station.theme.px(28))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, along=along: self._end(along))
            self.sheet.add(button)
        station.speech_output.say(joined(self.title.text(), meaning))

    def _end(self, along: bool) -> None:
        self.hide()
        self.deleteLater()
        self.closed.emit()
        self.chosen.emit(along)
