"""Vosk asked which of a few answers was given: a grammar of their words, and a word for everything else."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from vosk import KaldiRecognizer, Model

from capture.speech.answers import understood
from capture.speech.port import Answer, Answers
from capture.speech.text_normalisation import unspaced
from devices.ports import SAMPLE_RATE, Samples

REJECTS = ("[unk]", "<unk>", "<UNK>", "[FIL]", "<SPOKEN_NOISE>")
"""What packs call a word that is none of theirs. A grammar ignores a word that its pack does not know, so this one
must be looked up: without it everything that is said becomes one of the answers."""

WORSE = 6.0
"""The grammar's words may be so much less likely (logarithm) than what is heard without one. The reject word alone is
not enough: tried with a real pack, other words became answers, and the library was quite sure of them."""


@dataclass(frozen=True)
class Best:
    """The likeliest text, words apart, and how likely it is: a logarithm, comparable for one sound."""

    text: str = ""
    score: float = 0.0

    @classmethod
    def of(cls, result: str) -> "Best":
        first = json.loads(result).get("alternatives", [{}])[0]
        return cls(first.get("text", ""), first.get("confidence", 0.0))


def sixteen_bits(chunk: Samples) -> bytes:
    """As the library takes it."""
    return (np.clip(chunk, -1, 1) * 32767).astype("<i2").tobytes()


class VoskAnswers:
    """Held to a grammar and free, side by side. Its own endpoints say when an answer is over.

    A pack that takes no grammar listens freely.
    """

    def __init__(self, model: Model, pack: Path, answers: Answers) -> None:
        self._answers = answers
        words = grammar(model, pack, answers)
        self._free = _listener(model, [])
        self._held = _listener(model, words) if words else None

    def accept(self, chunk: Samples) -> Answer | None:
        pcm = sixteen_bits(chunk)
        over = self._free.AcceptWaveform(pcm)
        if self._held:
            over = self._held.AcceptWaveform(pcm)
        return self._answer(final=False) if over else None

    def finish(self) -> Answer | None:
        return self._answer(final=True)

    def _answer(self, final: bool) -> Answer | None:
        free = _best(self._free, final)
        return as_answer(free, _best(self._held, final) if self._held else free, self._answers)


def as_answer(free: Best, held: Best, answers: Answers) -> Answer | None:
    """What stands between brackets is the reject word or a noise, and never understood."""
    if not free.text and not held.text:
        return None
    worse = max(0.0, free.score - held.score)
    meaning = understood(unspaced(held.text), answers) if worse < WORSE else ""
    return Answer(meaning, round(math.exp(-worse / WORSE), 3))


def grammar(model: Model, pack: Path, answers: Answers) -> list[str]:
    """The words as this pack spells them, the reject word last; empty where the pack takes no grammar."""
    reject = next((word for word in REJECTS if known(model, word)), None)
    phrases = [spelled for word in answers.meanings if (spelled := spelled_in(model, word))]
    takes_one = (pack / "graph" / "HCLr.fst").exists()
    return [*phrases, reject] if takes_one and phrases and reject else []


def spelled_in(model: Model, word: str) -> str:
    """As one word of the pack's vocabulary, or character by character; empty when it has neither."""
    if known(model, word):
        return word
    return " ".join(word) if all(known(model, character) for character in word) else ""


def known(model: Model, word: str) -> bool:
    return bool(model.vosk_model_find_word(word) >= 0)


def _listener(model: Model, words: list[str]) -> KaldiRecognizer:
    """The library reads UTF-8; escaped characters it would not find in its vocabulary."""
    held = KaldiRecognizer(model, SAMPLE_RATE, json.dumps(words, ensure_ascii=False)) if words else None
    listener = held or KaldiRecognizer(model, SAMPLE_RATE)
    listener.SetMaxAlternatives(1)
    return listener


def _best(listener: KaldiRecognizer, final: bool) -> Best:
    return Best.of(listener.FinalResult() if final else listener.Result())
