"""Vosk as a streaming recogniser, with its own detection of segment ends."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from vosk import KaldiRecognizer, Model, SetLogLevel

from capture.speech.port import Heard, Partial
from capture.speech.text_normalisation import simplified, unspaced
from capture.speech.vosk.clauses import clauses, words_of
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

SetLogLevel(-1)

READINGS = 4
"""The best one and what else it may have been."""


class VoskEngine:
    name = "vosk"
    second_hearing = False

    def __init__(self, pack: Path) -> None:
        self._model = Model(str(pack))

    def listen(self, live: bool = True) -> "VoskRecogniser":
        return VoskRecogniser(self._listener(0), self._listener(READINGS), live)

    def _listener(self, readings: int) -> KaldiRecognizer:
        listener = KaldiRecognizer(self._model, SAMPLE_RATE)
        listener.SetWords(True)
        listener.SetMaxAlternatives(readings)
        return listener


class VoskRecogniser:
    """Runs two recognisers on the same sound, because one that gives alternatives gives no confidences.

    They run in parallel, so that no work is left for when the person has finished.
    """

    def __init__(self, sure: KaldiRecognizer, wide: KaldiRecognizer, live: bool) -> None:
        self._sure, self._wide, self._live = sure, wide, live
        self._heard = 0  # samples
        self._begin = 0.0  # where the open clause may begin
        self._shown = ""
        self.speaking = False  # only its words tell

    def accept(self, chunk: Samples) -> list[Heard]:
        self._heard += len(chunk)
        pcm = _sixteen_bits(chunk)
        over = self._sure.AcceptWaveform(pcm)
        self._wide.AcceptWaveform(pcm)
        if over:
            return [*self._clauses(self._sure.Result(), self._wide.Result())]
        return self._partials() if self._live else []

    def finish(self) -> list[Clause]:
        return self._clauses(self._sure.FinalResult(), self._wide.FinalResult())

    def _clauses(self, sure: str, wide: str) -> list[Clause]:
        self._shown, self._begin = "", self._heard / SAMPLE_RATE
        others: list[dict[str, Any]] = json.loads(wide).get("alternatives", [])
        words = words_of(json.loads(sure).get("result", []))
        return clauses(words, [words_of(other.get("result", [])) for other in others])

    def _partials(self) -> list[Heard]:
        """Returns a Partial only if there is something new."""
        text = unspaced(simplified(json.loads(self._sure.PartialResult())["partial"]))
        if text == self._shown:
            return []
        self._shown = text
        return [Partial(text, self._begin)] if text else []


def _sixteen_bits(chunk: Samples) -> bytes:
    """Returns 16 bit samples as the library needs them."""
    return (np.clip(chunk, -1, 1) * 32767).astype("<i2").tobytes()
