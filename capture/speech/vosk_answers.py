"""Vosk asked which of a few answers was given: a grammar of their words, and a word for everything else."""

import json
from pathlib import Path

import numpy as np
from vosk import KaldiRecognizer, Model

from capture.speech.answers import understood
from capture.speech.port import Answer, Answers
from capture.speech.wording import unspaced
from devices.ports import SAMPLE_RATE, Samples

REJECTS = ("[unk]", "<unk>", "<UNK>", "[FIL]", "<SPOKEN_NOISE>")
"""What packs call a word that is none of theirs. A grammar ignores a word that its pack does not know, so this one
must be looked up: without it everything that is said becomes one of the answers."""

SURE = 0.5
"""Of words less sure an answer is not made."""


class VoskAnswers:
    """Its own endpoints say when an answer is over. A pack that cannot take a grammar listens freely."""

    def __init__(self, model: Model, pack: Path, answers: Answers) -> None:
        self._answers = answers
        words = grammar(model, pack, answers)
        self._recogniser = _recogniser(model, words)

    def accept(self, chunk: Samples) -> Answer | None:
        pcm = (np.clip(chunk, -1, 1) * 32767).astype("<i2").tobytes()
        return self._answer(self._recogniser.Result()) if self._recogniser.AcceptWaveform(pcm) else None

    def finish(self) -> Answer | None:
        return self._answer(self._recogniser.FinalResult())

    def _answer(self, result: str) -> Answer | None:
        return as_answer([(word["word"], word["conf"]) for word in json.loads(result).get("result", [])], self._answers)


def as_answer(words: list[tuple[str, float]], answers: Answers) -> Answer | None:
    """Words and how sure each is; what stands between brackets is the reject word or a noise."""
    if not words:
        return None
    sure = min(confidence for _, confidence in words)
    meaning = understood(unspaced(" ".join(word for word, _ in words)), answers) if sure >= SURE else ""
    return Answer(meaning, round(sure, 3))


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


def _recogniser(model: Model, words: list[str]) -> KaldiRecognizer:
    """The library reads UTF-8; escaped characters it would not find in its vocabulary."""
    made = KaldiRecognizer(model, SAMPLE_RATE, json.dumps(words, ensure_ascii=False)) if words else None
    recogniser = made or KaldiRecognizer(model, SAMPLE_RATE)
    recogniser.SetWords(True)
    return recogniser
