"""Whisper behind the recogniser port: voice detector, cutter, model, mender."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from capture.speech.cutting import Cutter, Stretch
from capture.speech.homophones import Mender
from capture.speech.port import Answers, Heard, Partial
from capture.speech.reader import Reader, is_nothing
from capture.speech.vad import VoiceDetector
from capture.speech.whisper import Reading, Whisper
from capture.speech.whisper_answers import WhisperAnswers
from capture.speech.wording import ENDS, finished, punctuated, simplified, without_loops
from core.spoken import Clause
from devices.ports import SAMPLE_RATE, Samples

FIRST_WORDS, LIVE_STEP = 0.6, 1.0
"""Seconds of speech before the first partial, between partials."""
BREATH = 1.5
"""So many times its own cost a partial waits for the next: the microphone's sound never piles up behind the words."""


class WhisperEngine:
    name = "whisper"

    def __init__(self, model: Whisper, detector: VoiceDetector, mender: Mender | None = None) -> None:
        self._model, self._reader, self._detector = model, Reader(model, mender), detector

    def listen(self, live: bool = True) -> "WhisperRecogniser":
        return WhisperRecogniser(self._reader, Cutter(self._detector.track().hear), live)

    def listen_for(self, answers: Answers) -> WhisperAnswers:
        return WhisperAnswers(self._model, self._detector.track(), answers)


@dataclass(frozen=True)
class Glance:
    """What the open clause read like when last looked at, and up to where it had been heard."""

    end: int = -1
    clause: Clause | None = None


class WhisperRecogniser:
    """One utterance. At a breath the open clause is read as thoroughly as at its end, so that the end comes quickly."""

    def __init__(
        self, reader: Reader, cutter: Cutter, live: bool, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._reader, self._cutter, self._live, self._clock = reader, cutter, live, clock
        self._heard = 0  # samples
        self._look_at = 0  # no partial before so many samples
        self._glance = Glance()

    def accept(self, chunk: Samples) -> list[Heard]:
        self._heard += len(chunk)
        said: list[Heard] = list(self._clauses(self._cutter.hear(chunk)))
        if not said and self._live and (partial := self._partial()):
            said.append(partial)
        return said

    def finish(self) -> list[Clause]:
        return self._clauses(self._cutter.finish())

    def _clauses(self, cuts: list[Stretch]) -> list[Clause]:
        return [clause for cut in cuts if (clause := self._final(cut))]

    def _final(self, cut: Stretch) -> Clause | None:
        if self._glance.end == cut.end:
            return self._glance.clause
        return as_clause(self._reader.thorough(cut.samples), cut)

    def _partial(self) -> Partial | None:
        """The open clause read quickly, or thoroughly when the speaker draws breath."""
        spoken = self._cutter.open()
        if spoken is None or len(spoken.samples) < FIRST_WORDS * SAMPLE_RATE:
            return None
        if self._glance.end == spoken.end or self._heard < self._look_at:
            return None
        began = self._clock()
        text = self._thorough(spoken) if self._cutter.pausing else self._quick(spoken)
        cost = self._clock() - began
        self._look_at = self._heard + round(max(LIVE_STEP, BREATH * cost) * SAMPLE_RATE)
        return Partial(text, spoken.start / SAMPLE_RATE) if text else None

    def _thorough(self, spoken: Stretch) -> str:
        self._glance = Glance(spoken.end, self._final(spoken))
        return self._glance.clause.text if self._glance.clause else ""

    def _quick(self, spoken: Stretch) -> str:
        """What was read thoroughly at the last breath, and only what came since read quickly."""
        known = max(0, self._glance.end - spoken.start)
        before = self._glance.clause.text.rstrip(ENDS) + "，" if known and self._glance.clause else ""
        reading = self._reader.quick(spoken.samples[known:])
        if is_nothing(reading):
            return before
        return before + punctuated(without_loops(simplified(reading.text)))


def as_clause(reading: Reading, cut: Stretch) -> Clause | None:
    text = finished(reading.text, cut.whole)
    if not text or is_nothing(reading):
        return None
    others = dict.fromkeys(finished(other, cut.whole) for other in reading.others)
    return Clause(
        text=text,
        start=cut.start / SAMPLE_RATE,
        end=cut.end / SAMPLE_RATE,
        confidence=round(reading.confidence, 3),
        alternatives=tuple(other for other in others if other and other != text),
    )
