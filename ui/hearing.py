"""What is said aloud can be heard again, stopped, and listened to in private."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.station import Station
from ui.widgets.button import Button

LOUDER, SOFTER = "大声点", "小声点"


class Hearing(QWidget):
    def __init__(self, station: Station) -> None:
        super().__init__()
        self._teller = station.teller
        self._speaking = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(station.theme.length("gap"))
        self.hear = Button(station.theme, "再听", kind="quiet", icon="repeat")
        self.hear.clicked.connect(self._hear)
        self.private = Button(station.theme, "私下听", kind="quiet", icon="headphones")
        self.private.setCheckable(True)
        self.private.clicked.connect(self._listen_privately)
        row.addWidget(self.hear)
        self.private.setVisible(self._teller.can_be_private)
        row.addWidget(self.private)
        self.loud = Button(station.theme, LOUDER, kind="quiet")
        self.loud.clicked.connect(self._change_volume)
        row.addWidget(self.loud)
        self._teller.speaking.connect(self._show)

    def refresh(self) -> None:
        """A new page, perhaps a new person."""
        self.private.setChecked(self._teller.private)
        self._show_volume()

    def _change_volume(self) -> None:
        self._teller.step_volume()
        self._show_volume()
        self._teller.repeat()

    def _show_volume(self) -> None:
        self.loud.rename(SOFTER if self._teller.loudest else LOUDER)

    def _hear(self) -> None:
        if self._teller.paused:
            self._teller.resume()
            self._show(True)
        elif self._speaking:
            self._teller.pause()
            self.hear.rename("继续", "play")
        else:
            self._teller.repeat()

    def _show(self, speaking: bool) -> None:
        self._speaking = speaking
        self.hear.rename(*(("暂停", "pause") if speaking else ("再听", "repeat")))

    def _listen_privately(self, wanted: bool) -> None:
        self._teller.listen_privately(wanted)
        self._teller.say("请戴上耳机。" if wanted else "现在用喇叭说话。")
