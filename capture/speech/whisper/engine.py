"""Whisper as a recogniser: voice detector, segmenter, model, homophone correction."""

import time
from collections.abc import Callable

from capture.speech.port import Heard, Recogniser
from capture.speech.whisper.coverage import Coverage
from capture.speech.whisper.homophones import HomophoneCorrector
from capture.speech.whisper.live import LiveRecogniser
from capture.speech.whisper.model import Whisper
from capture.speech.whisper.reader import Reader
from capture.speech.whisper.segmentation import LIVE, Segment, Segmenter
from capture.speech.whisper.vad import VoiceDetector
from core.narrative import Clause
from devices.ports import Samples


class WhisperEngine:
    """`clock` measures how much computing is possible during speech."""

    name = "whisper"
    second_hearing = True
    clock: Callable[[], float] = staticmethod(time.perf_counter)

    def __init__(self, model: Whisper, detector: VoiceDetector, corrector: HomophoneCorrector | None = None) -> None:
        self._reader, self._detector = Reader(model, corrector), detector

    def listen(self, live: bool = True) -> Recogniser:
        judge = self._detector.track().hear
        if live:
            return LiveRecogniser(self._reader, Segmenter(judge, LIVE), self.clock)
        return RecordingRecogniser(self._reader, Segmenter(judge))


class RecordingRecogniser:
    """Recogniser for recordings, without time limits: long segments, each read thoroughly."""

    def __init__(self, reader: Reader, segmenter: Segmenter) -> None:
        self._coverage, self._segmenter = Coverage(reader.thorough, reader.trace), segmenter

    def accept(self, chunk: Samples) -> list[Heard]:
        return [*self._clauses(self._segmenter.hear(chunk))]

    @property
    def speaking(self) -> bool:
        return self._segmenter.speaking

    def finish(self) -> list[Clause]:
        return self._clauses(self._segmenter.finish())

    def _clauses(self, cuts: list[Segment]) -> list[Clause]:
        return [clause for cut in cuts for clause in self._coverage.clauses(cut)]
