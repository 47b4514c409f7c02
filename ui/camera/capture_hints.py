"""Says aloud what is wrong in the camera's view, after a delay and without repeating itself."""

from collections.abc import Callable
from time import monotonic

from core.language import _
from ui.camera.auto_capture import UNLAID
from ui.speech.speech_output import SpeechOutput

HELD = 1.5
"""Seconds a fault must last before it is spoken of: a moving hand causes many brief ones."""
REST = 8.0
"""Seconds of silence after each piece of advice."""


class CaptureHints:
    def __init__(self, speech_output: SpeechOutput, now: Callable[[], float] = monotonic) -> None:
        self._speech_output, self._now = speech_output, now
        self._advice, self._since = "", 0.0
        self._silent_until = 0.0

    def consider(self, advice: str) -> None:
        """Takes what is wrong at this moment, empty when nothing is. Says nothing over other speech, nor of an empty
        table."""
        now, advice = self._now(), "" if advice in map(_, UNLAID) else advice
        if advice != self._advice:
            self._advice, self._since = advice, now
        if not advice or now - self._since < HELD or now < self._silent_until or self._speech_output.runner.busy:
            return
        self._silent_until = now + REST
        self._speech_output.say(advice)
