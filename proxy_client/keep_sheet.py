"""The question when somebody leaves what is not finished: it stays a draft, unless they want it deleted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.language import N_, _
from core.sentences import joined
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.widgets.button import Button

TITLE, KEPT = N_("留作草稿吗？"), N_("留在草稿里，下次接着办：{held}。")
ALONE = N_("{alone}还没有收好，留不下来。")


class KeepSheet(Overlay):
    """`kept`: it stays a draft; `gone`: it is to be deleted; `closed` alone: they go on with it."""

    kept = Signal()
    gone = Signal()

    def __init__(self, station: Station, parent: QWidget, held: str, alone: str) -> None:
        """`held`: what the draft holds, in words; `alone`: what is on the page and not in it yet."""
        text = joined(_(KEPT).format(held=held), _(ALONE).format(alone=alone) if alone else "")
        super().__init__(station, parent, _(TITLE), text)
        theme = station.theme
        self.hold = Button(theme, _("留作草稿"), kind="primary", icon="document")
        self.stay = Button(theme, _("接着办"), icon="forward")
        self.drop = Button(theme, _("删掉，都不要了"), kind="alarm", icon="trash")
        for button in (self.hold, self.stay):
            button.setMinimumHeight(theme.px(28))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.buttons.addWidget(button, 1)
        self.sheet.column.addSpacing(theme.length("margin"))
        self.sheet.add(self.drop)
        self.hold.clicked.connect(lambda: self._end(self.kept.emit))
        self.stay.clicked.connect(lambda: self._end(None))
        self.drop.clicked.connect(lambda: self._end(self.gone.emit))
        self.escape = self.stay
        station.speech_output.say(joined(_(TITLE), text))

    def _end(self, then: object) -> None:
        self.hide()
        self.deleteLater()
        self.closed.emit()
        if callable(then):
            then()
