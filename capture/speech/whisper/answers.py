"""Whisper asked which of a few answers was given: held to their words, it must still fit what was heard.

What it reads freely and what it reads in the answers' words alone are both weighed by the same ear. The more the second
is worse, the less likely the answer was said at all.
"""

import math

from opencc import OpenCC

from capture.speech.answers import PARTICLES, understood
from capture.speech.port import Answer, Answers
from capture.speech.text_normalisation import is_credit
from capture.speech.whisper.model import EncoderOutput, Whisper
from capture.speech.whisper.turn import Turn
from capture.speech.whisper.vad import VoiceTrack
from devices.ports import Samples

BEAM, WINDOW = 5, 8.0
MOST_TOKENS = 24
"""More than a number of eighteen digits takes."""

NOBODY = 0.6
"""More likely than this nobody spoke, whatever was read."""
WORSE = 2.0
"""An answer's words may be so much less likely (logarithm) than what was read freely,"""
UNLIKELY = -2.5
"""and each of its characters no less likely than this, on the average: beside a babble everything looks likely."""


class WhisperAnswers:
    def __init__(self, model: Whisper, track: VoiceTrack, answers: Answers) -> None:
        self._model, self._answers = model, answers
        self._alphabet = model.alphabet(_spellings(answers))
        self._turn = Turn(track)

    def accept(self, chunk: Samples) -> Answer | None:
        self._turn.hear(chunk)
        return self._answer(self._turn.take()) if self._turn.over else None

    def finish(self) -> Answer | None:
        return self._answer(self._turn.take())

    def _answer(self, said: Samples | None) -> Answer | None:
        if said is None:
            return None
        reading = self._model.read(said, BEAM, 0, WINDOW)
        if is_credit(reading.text) or reading.no_speech_prob > NOBODY:
            return Answer("", round(reading.confidence, 3))
        if meaning := understood(reading.text, self._answers):
            return Answer(meaning, round(reading.confidence, 3))
        return self._held(reading.encoder_output, reading.text)

    def _held(self, encoder_output: EncoderOutput, freely: str) -> Answer:
        """What was read freely is none of the answers: misspelt, or not meant as one."""
        texts = self._model.confined(encoder_output, self._alphabet, BEAM, MOST_TOKENS)
        text = next((each for each in texts if understood(each, self._answers)), None)
        if text is None:
            return Answer("", 0.0)
        held = sum(self._model.weigh(encoder_output, text))
        worse = sum(self._model.weigh(encoder_output, freely)) - held
        given = worse < WORSE and held / len(text) > UNLIKELY
        return Answer(understood(text, self._answers) if given else "", round(math.exp(-max(0.0, worse)), 3))


def _spellings(answers: Answers) -> list[str]:
    """The model writes traditional characters as often as simplified ones."""
    words = [*answers.meanings] if answers.in_a_row else [*answers.meanings, *PARTICLES]
    return [*words, *map(OpenCC("s2t").convert, words)]
