"""The question before anything is lost: it names what would be lost, with a large button to go on and the other apart
from it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import N_, _
from core.sentences import joined
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.widgets.button import Button

SURE, GONE = N_("真的不要了吗？"), N_("{lost}就没有了。")


class Confirmation(Overlay):
    """`gone`: the person agrees to lose it; `closed` alone: they go on. Nothing else closes the sheet."""

    gone = Signal()

    def __init__(self, station: Station, parent: QWidget, title: str, text: str, *, go: str, stay: str = "") -> None:
        super().__init__(station, parent, title, text)
        theme = station.theme
        self.stay = Button(theme, stay or _("接着办"), kind="primary", icon="forward")
        self.stay.setMinimumHeight(theme.px(28))
        self.stay.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go = Button(theme, go, kind="alarm")
        self.stay.clicked.connect(lambda: self._end(lost=False))
        self.go.clicked.connect(lambda: self._end(lost=True))
        self.escape = self.stay
        self.buttons.addWidget(self.stay, 1)
        self.sheet.column.addSpacing(theme.length("margin"))
        self.sheet.add(self.go)
        station.speech_output.say(joined(title, text))

    def _end(self, *, lost: bool) -> None:
        self.hide()
        self.deleteLater()
        self.closed.emit()
        if lost:
            self.gone.emit()


def ask_before_losing(
    station: Station, window: QWidget, lost: str, then: Callable[[], None], *, go: str = "", sentence: str = ""
) -> None:
    """Asks, and calls `then` when the person agrees; at once where nothing would be lost. Asks nothing while a question
    is open already.

    `lost` names what would be lost, as 刚拍的两页信, and stands in `sentence`; `go` is the button's text.
    """
    if not lost:
        then()
    elif not any(each.isVisible() for each in window.findChildren(Confirmation)):
        text = (sentence or _(GONE)).format(lost=lost)
        Confirmation(station, window, _(SURE), text, go=go or _("不要了")).gone.connect(then)
