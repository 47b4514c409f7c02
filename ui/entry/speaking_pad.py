"""A pad to speak a name, a number or a few words."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from capture.speech.port import Partial
from core.language import N_, _
from core.narrative import Clause
from core.problems import NothingHeard, Problem
from core.sentences import sentence_of
from ui.base.station import Station
from ui.speech.unheard_prompt import UnheardPrompt
from ui.widgets.microphone_button import MicrophoneButton
from ui.widgets.text import Label

MOST_SHOWN = 80
"""Characters of the spoken words shown; a longer story is told on its own page."""

PREPARING = N_("正在准备听您说话，请稍等。")


class SpeakingPad(QWidget):
    """`wrote` carries words for the cursor's place, `replaced` a text that replaces everything.

    Subclasses turn what was heard into a value. There is one microphone: nothing else listens meanwhile."""

    wrote = Signal(str)
    replaced = Signal(str)
    changed = Signal()
    hint: ClassVar[str] = ""
    upright: ClassVar[bool] = False
    """Whether the words stand above the microphone on a wide panel too."""

    def __init__(self, station: Station, written: Callable[[], str]) -> None:
        """`written` returns the present text."""
        super().__init__()
        self._station, self._written = station, written
        self._mine = False
        self._said = ""
        wide = station.theme.landscape and not self.upright
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom, self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(station.theme.length("gap"))
        column = QVBoxLayout()
        column.setSpacing(station.theme.length("gap"))
        self.words = Label(_(self.hint), "lead")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.words, 1)
        self.choices = self.build_choices()
        if self.choices:
            self.choices.hide()
            column.addWidget(self.choices, 2)
        self.talk = MicrophoneButton(station.theme, 112 if wide else 80 if self.upright else 130)
        self.talk.clicked.connect(self._talk)
        self.unheard = UnheardPrompt(self, station.dictation, station.speech_output)
        self.unheard.told.connect(self.talk.hint)
        both.addLayout(column, 3)
        both.addWidget(self.talk, 2)
        self._connect()
        self._refresh()

    def build_choices(self) -> QWidget | None:
        """Returns what is shown below the words once something was heard."""
        return None

    def take(self, said: str) -> None:
        """Takes what was said, once the person is done; never empty."""

    def _connect(self) -> None:
        dictation, engines = self._station.dictation, self._station.engines
        dictation.partial.connect(self._partial)
        dictation.clause.connect(self._clause)
        dictation.level.connect(self._level)
        dictation.ended.connect(self._ended)
        dictation.trouble.connect(self._interrupted)
        engines.ready.connect(self._engine_settled)

    @property
    def unfinished(self) -> str:
        """Returns what must be said before this pad is left; empty when nobody is speaking."""
        return _("您还在说。说完了，请先按“说完了”。") if self._mine else ""

    def stop(self) -> None:
        """Stops listening and forgets what was being said: the person goes on in another way."""
        if self._mine:
            self._mine = False
            self._station.dictation.abandon()
            self._refresh()

    def _talk(self) -> None:
        dictation = self._station.dictation
        if self._mine and dictation.listening:
            dictation.stop()
            self._refresh()
            return
        self._said, self._mine = "", True
        try:
            dictation.start()
        except Problem as problem:
            self._mine = False
            self.words.setText(sentence_of(problem))
        else:
            self.words.setText(_("我在听，请说……"))
            self._refresh()

    def _partial(self, partial: Partial) -> None:
        if self._mine:
            self._show(self._said + partial.text)

    def _clause(self, clause: Clause) -> None:
        if self._mine:
            self._said += clause.text
            self._show(self._said)

    def _show(self, words: str) -> None:
        self.words.setText(words if len(words) <= MOST_SHOWN else f"……{words[-MOST_SHOWN:]}")

    def _level(self, level: float) -> None:
        if self._mine:
            self.talk.show_level(level)

    def _ended(self) -> None:
        if self._mine:
            self._mine = False
            self._refresh()
            self._show(_("听到的是：{said}").format(said=self._said) if self._said else sentence_of(NothingHeard))
            if self._said:
                self.take(self._said)

    def _interrupted(self, _problem: Problem) -> None:
        """Keeps what was said before the microphone failed; the window reports the failure."""
        if self._mine:
            self._station.dictation.stop()

    def _engine_settled(self, _name: str) -> None:
        self._refresh()

    def _refresh(self) -> None:
        ready = self._station.engines.has("speech")
        if not self._mine:
            self.words.setText(_(self.hint) if ready else _(PREPARING))
        self.unheard.mine = self._mine
        if self._mine:
            self.talk.show_state("listening" if self._station.dictation.listening else "writing")
        else:
            self.talk.show_state(
                "ready" if ready or not self._station.engines.loaded_or_loading("speech") else "preparing"
            )
            self.talk.setEnabled(ready)
        if self.choices and self._mine:
            self.choices.hide()
        self.changed.emit()
