"""Reports when a number was shown long enough and spoken to its end; until then its page stays."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.speech.speech_output import SpeechOutput

AT_MOST_MS = 40_000
"""Milliseconds after which it ends in any case, so that a voice that hangs holds nobody up."""


class Announcement(QObject):
    """Emits `done` once, when `seen_ms` have passed and the voice has ended or there is none."""

    done = Signal()

    def __init__(self, parent: QObject, speech_output: SpeechOutput) -> None:
        super().__init__(parent)
        self._speech_output = speech_output
        self.over = self._said = False
        self.seen, self.most = QTimer(self), QTimer(self)
        self.seen.timeout.connect(self._consider)
        self.most.timeout.connect(self._end)
        for timer in (self.seen, self.most):
            timer.setSingleShot(True)

    def begin(self, seen_ms: int) -> None:
        """Starts; call it when the page is on screen, before it is spoken."""
        self._speech_output.speaking.connect(self._heard)
        self.seen.start(seen_ms)
        self.most.start(AT_MOST_MS)

    def stop(self) -> None:
        """Stops, because the page has gone."""
        self.over = True
        self.seen.stop()
        self.most.stop()

    def _heard(self, speaking: bool) -> None:
        self._said |= not speaking
        self._consider()

    def _consider(self) -> None:
        if self._said and not self.seen.isActive():
            self._end()

    def _end(self) -> None:
        if not self.over:
            self.stop()
            self.done.emit()
