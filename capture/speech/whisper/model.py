"""Whisper through CTranslate2: a segment of sound to words, without clauses."""

import math
from dataclasses import dataclass, field
from pathlib import Path

import ctranslate2
import numpy as np
from tokenizers import Tokenizer

from capture.speech.whisper.mel import HOP, log_mel
from devices.ports import SAMPLE_RATE, Samples

MAX_SAMPLES = 30 * SAMPLE_RATE
ROOM = SAMPLE_RATE // 2
"""Silence after the last word, without which it is often lost."""
TOKENS_A_SECOND = 14
"""More than anyone speaks; it limits an engine that repeats itself."""
ATTENTION_STEP = 2 * HOP / SAMPLE_RATE
"""Seconds between two places the model can attend to."""
NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class EncoderOutput:
    """The encoder's output for a segment of sound; `frames` of HOP samples each."""

    encoded: ctranslate2.StorageView
    frames: int

    def since(self, samples: int) -> "EncoderOutput":
        """Returns the later part of the sound, encoded with what came before as context."""
        first = samples // (2 * HOP)  # the encoder makes one vector of two frames
        if first == 0:
            return self
        rest = np.ascontiguousarray(np.array(self.encoded)[:, first:])
        return EncoderOutput(ctranslate2.StorageView.from_array(rest), self.frames - 2 * first)


@dataclass(frozen=True)
class Alignment:
    """A text aligned with the sound, character by character.

    `likely`: log probabilities, given the sound and what precedes. `starts`: seconds, never decreasing.
    """

    likely: tuple[float, ...]
    starts: tuple[float, ...]


@dataclass(frozen=True)
class Reading:
    """`confidence`: geometric mean of the tokens' probabilities. `no_speech_prob`: the model's
    probability of no speech."""

    text: str
    confidence: float
    no_speech_prob: float
    encoder_output: EncoderOutput = field(compare=False, repr=False)
    others: tuple[str, ...] = ()
    mended: frozenset[int] = frozenset()
    """Characters of `text` that were put in the place of what was heard."""


class Whisper:
    """A loaded pack: model.bin, config.json, vocabulary.txt, tokenizer.json."""

    def __init__(self, pack: Path, threads: int) -> None:
        self._model = ctranslate2.models.Whisper(str(pack), device="cpu", compute_type="int8", intra_threads=threads)
        self._tokenizer = Tokenizer.from_file(str(pack / "tokenizer.json"))
        words = ("<|startoftranscript|>", "<|zh|>", "<|transcribe|>", "<|notimestamps|>")
        self._prompt = [self._tokenizer.token_to_id(word) for word in words]
        self._end: int = self._tokenizer.token_to_id("<|endoftext|>") or 0

    def read(self, samples: Samples, beam: int, others: int, window: float, lead: int = 0) -> Reading:
        """Recognises at most 30 s. `window`: the minimal input in seconds, padded with silence, as short inputs lose
        words.

        `others`: number of further readings. `lead`: samples at the front that are heard as context, but not
        transcribed.
        """
        length = min(MAX_SAMPLES, max(round(window * SAMPLE_RATE), len(samples) + ROOM)) // HOP * HOP
        heard = np.pad(samples[:length], (0, max(0, length - len(samples))))
        encoded = self._model.encode(ctranslate2.StorageView.from_array(log_mel(heard)[None]))
        encoder_output = EncoderOutput(encoded, length // HOP).since(lead)
        answer = self._model.generate(
            encoder_output.encoded,
            [self._prompt],
            beam_size=beam,
            num_hypotheses=1 + others,
            max_length=12 + round((len(samples) - lead) / SAMPLE_RATE * TOKENS_A_SECOND),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        texts = [self._text(tokens) for tokens in answer.sequences_ids]
        confidence = math.exp(min(0.0, answer.scores[0]))
        return Reading(texts[0], confidence, answer.no_speech_prob, encoder_output, tuple(texts[1:]))

    def weigh(self, encoder_output: EncoderOutput, text: str) -> list[float]:
        """Returns the log probability of each character of a text, given the sound and what precedes.

        Takes a hundredth of the sound's length.
        """
        spelled = self._tokenizer.encode(text, add_special_tokens=False)
        aligned = self._model.align(encoder_output.encoded, self._prompt, [spelled.ids], encoder_output.frames)[0]
        return _by_character(text, spelled.offsets, aligned.text_token_probs)

    def trace(self, encoder_output: EncoderOutput, text: str) -> Alignment:
        """Returns the time of each character of a text, by the model's own attention (Radford et al. 2022).

        Takes as long as `weigh`.
        """
        spelled = self._tokenizer.encode(text, add_special_tokens=False)
        if not spelled.ids:
            return Alignment((), ())
        # align adds <|notimestamps|> itself
        aligned = self._model.align(encoder_output.encoded, self._prompt[:-1], [spelled.ids], encoder_output.frames)[0]
        moments = dict[int, float]()
        for token, place in aligned.alignments:
            moments.setdefault(token, place * ATTENTION_STEP)
        likely = _by_character(text, spelled.offsets, aligned.text_token_probs)
        return Alignment(tuple(likely), _starts(len(text), spelled.offsets, moments))

    def _text(self, tokens: list[int]) -> str:
        """Returns the text; a rare character with missing tokens is dropped."""
        return str(self._tokenizer.decode([token for token in tokens if token < self._end])).replace(NO_CHARACTER, "")


def _by_character(text: str, offsets: list[tuple[int, int]], likely: list[float]) -> list[float]:
    """Distributes a token's log probability equally over its characters; rare characters have several tokens."""
    shares = [0.0] * len(text)
    for (start, end), probability in zip(offsets, likely, strict=True):
        for place in range(start, end):
            shares[place] += math.log(max(probability, 1e-9)) / (end - start)
    return shares


def _starts(length: int, offsets: list[tuple[int, int]], moments: dict[int, float]) -> tuple[float, ...]:
    """Distributes a token's time equally over its characters."""
    starts = [-1.0] * length
    last = max(moments.values(), default=0.0)
    for token, (start, end) in enumerate(offsets):
        begin = moments.get(token, last)
        over = moments.get(token + 1, last)
        for place in range(start, end):
            if starts[place] < 0:
                starts[place] = begin + (over - begin) * (place - start) / (end - start)
    return tuple(np.maximum.accumulate([0.0, *starts])[1:].tolist())
