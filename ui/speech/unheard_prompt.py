"""The prompt, on screen and aloud, when the microphone hears nobody; listening goes on."""

from PySide6.QtCore import QObject, Signal

from core.language import N_, _
from ui.speech.dictation import Dictation
from ui.speech.speech_output import SpeechOutput

CLOSER = N_("听不见，请靠近一点。")
DONE = N_("说完了吗？说完了，请按一下大话筒。没说完，接着说。")
"""Said to somebody who was heard before and says nothing more."""


class UnheardPrompt(QObject):
    """`told` carries the sentence to show, empty once a voice is heard. One instance per page or pad; `mine` says
    whether the microphone is open for it."""

    told = Signal(str)

    def __init__(self, parent: QObject, dictation: Dictation, speech_output: SpeechOutput) -> None:
        super().__init__(parent)
        self._dictation, self._speech_output = dictation, speech_output
        self.mine = False
        dictation.unheard.connect(self._tell)
        speech_output.speaking.connect(self._spoken)

    def _tell(self, unheard: bool) -> None:
        if not self.mine:
            return
        text = (_(DONE) if self._dictation.heard_words else _(CLOSER)) if unheard else ""
        self.told.emit(text)
        if text and self._dictation.listening:
            if not self._speech_output.private:
                self._dictation.echo.begin()
            self._speech_output.interject(text)

    def _spoken(self, speaking: bool) -> None:
        if not speaking:
            self._dictation.echo.end()
