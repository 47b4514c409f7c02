"""Vosk behind the recogniser port. It streams: its own endpoints make the clauses."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from vosk import KaldiRecognizer, Model, SetLogLevel

from capture.speech.port import Answers, Heard, Partial
from capture.speech.vosk_answers import VoskAnswers
from capture.speech.wording import finished, simplified, unspaced
from core.spoken import Clause
from devices.ports import SAMPLE_RATE, Samples

SetLogLevel(-1)


class VoskEngine:
    name = "vosk"

    def __init__(self, pack: Path) -> None:
        self._model, self._pack = Model(str(pack)), pack

    def listen(self, live: bool = True) -> "VoskRecogniser":
        recogniser = KaldiRecognizer(self._model, SAMPLE_RATE)
        recogniser.SetWords(True)
        return VoskRecogniser(recogniser, live)

    def listen_for(self, answers: Answers) -> VoskAnswers:
        return VoskAnswers(self._model, self._pack, answers)


class VoskRecogniser:
    def __init__(self, recogniser: KaldiRecognizer, live: bool) -> None:
        self._recogniser, self._live = recogniser, live
        self._heard = 0  # samples
        self._begin = 0.0  # where the open clause may begin
        self._shown = ""

    def accept(self, chunk: Samples) -> list[Heard]:
        self._heard += len(chunk)
        pcm = (np.clip(chunk, -1, 1) * 32767).astype("<i2").tobytes()
        if self._recogniser.AcceptWaveform(pcm):
            return [*self._clauses(self._recogniser.Result())]
        return self._partials() if self._live else []

    def finish(self) -> list[Clause]:
        return self._clauses(self._recogniser.FinalResult())

    def _clauses(self, result: str) -> list[Clause]:
        self._shown, self._begin = "", self._heard / SAMPLE_RATE
        clause = as_clause(json.loads(result).get("result", []))
        return [clause] if clause else []

    def _partials(self) -> list[Heard]:
        """Only when there is something new to show."""
        text = unspaced(simplified(json.loads(self._recogniser.PartialResult())["partial"]))
        if text == self._shown:
            return []
        self._shown = text
        return [Partial(text, self._begin)] if text else []


def as_clause(words: list[dict[str, Any]]) -> Clause | None:
    """Words as Vosk gives them: word, start, end, conf."""
    if not words:
        return None
    return Clause(
        text=finished(unspaced(" ".join(word["word"] for word in words))),
        start=words[0]["start"],
        end=words[-1]["end"],
        confidence=round(float(np.mean([word["conf"] for word in words])), 3),
    )
