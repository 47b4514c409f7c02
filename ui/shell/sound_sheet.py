"""The sheet 声音: speech can be repeated, stopped, made louder or softer, or moved to the headphones."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.language import N_, _
from core.sentences import sentence_of
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.widgets.button import Button

AGAIN, PAUSE, ON = (N_("再听一遍"), "repeat"), (N_("暂停"), "pause"), (N_("接着听"), "play")


class SoundSheet(Overlay):
    """The sheet; speech goes on while it is open."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(station, parent, _("声音"), "")
        fault = station.speech_output.fault
        self.text.setText(sentence_of(fault) if fault else "")
        self.text.setVisible(bool(fault))
        self._station, self._speech_output = station, station.speech_output
        self._speaking = self._speech_output.talking
        self.hear = self._button(*_said(PAUSE if self._speaking else AGAIN), self._hear)
        self.louder = self._button(_("大声点"), "plus", lambda: self._change(1))
        self.softer = self._button(_("小声点"), "minus", lambda: self._change(-1))
        self.private = self._button(_("私下听"), "headphones", self._listen_privately)
        self.private.setCheckable(True)
        self.private.setChecked(self._speech_output.private)
        grid = QGridLayout()
        grid.setSpacing(station.theme.length("gap"))
        for number, button in enumerate((self.hear, self.private, self.softer, self.louder)):
            grid.addWidget(button, number // 2, number % 2)
        self.private.setVisible(self._speech_output.can_be_private)
        for button in (self.hear, self.louder, self.softer):
            button.setVisible(not self._speech_output.mute)
        self.sheet.column.insertLayout(2, grid)
        done = Button(station.theme, _("好了"), kind="primary", icon="check")
        done.clicked.connect(self._end)
        self.escape = done
        self.buttons.addWidget(done, 1)
        self._speech_output.speaking.connect(self._show)
        self._show_volume()

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(self._station.theme, text, icon=icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(act)
        return button

    def _change(self, way: int) -> None:
        self._speech_output.step_volume(way)
        self._show_volume()
        self._speech_output.repeat()

    def _show_volume(self) -> None:
        self.louder.setEnabled(not self._speech_output.loudest)
        self.softer.setEnabled(not self._speech_output.softest)

    def _hear(self) -> None:
        if self._speech_output.paused:
            self._speech_output.resume()
            self._show(True)
        elif self._speaking:
            self._speech_output.pause()
            self.hear.rename(*_said(ON))
        else:
            self._speech_output.repeat()

    def _show(self, speaking: bool) -> None:
        self._speaking = speaking
        if not self._speech_output.paused:
            self.hear.rename(*_said(PAUSE if speaking else AGAIN))

    def _listen_privately(self) -> None:
        wanted = self.private.isChecked()
        self._speech_output.listen_privately(wanted)
        self._speech_output.say(_("请戴上耳机。") if wanted else _("现在用喇叭说话。"))

    def _end(self) -> None:
        self.closed.emit()
        self.hide()
        self.deleteLater()


def _said(choice: tuple[str, str]) -> tuple[str, str]:
    text, icon = choice
    return _(text), icon
