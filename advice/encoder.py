"""Sentences to vectors: texts that mean the same lie close together (multilingual-e5-small, in numpy).

A text is cut into word pieces that the model knows, likeliest as a whole (SentencePiece's unigram model). Then the
published architecture: a BERT encoder of 12 layers, mean of its last states, length 1. See resources/meaning.
"""

import math
import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from core.resources import resource

SPACE = "\u2581"
"""How the model writes a blank, also before the first word."""


class Pieces:
    """`scores`: the log probability of each piece. `unknown`: the piece for a character in none; `least` its score."""

    def __init__(self, texts: list[str], scores: list[float], unknown: int, least: float) -> None:
        self._known = {text: (at, score) for at, (text, score) in enumerate(zip(texts, scores, strict=True)) if text}
        self._longest = max(map(len, self._known))
        self._unknown, self._least = unknown, least

    def cut(self, text: str) -> list[int]:
        """Returns the numbers of the pieces, from left to right."""
        plain = SPACE + unicodedata.normalize("NFKC", " ".join(text.split())).replace(" ", SPACE)
        best: list[tuple[float, int, int]] = [(0.0, 0, 0), *[(-math.inf, 0, 0)] * len(plain)]
        for start in range(len(plain)):
            reached = best[start][0]
            for end in range(start + 1, min(len(plain), start + self._longest) + 1):
                number, score = self._known.get(plain[start:end], (self._unknown, -math.inf))
                if end == start + 1 and score == -math.inf:
                    score = self._least
                if reached + score > best[end][0]:
                    best[end] = reached + score, start, number
        found, end = [], len(plain)
        while end:
            _, end_before, number = best[end]
            found.append(number)
            end = end_before
        return found[::-1]


Floats = NDArray[np.float32]
PREFIX = "query: "
MOST_PIECES = 128
SMALLEST = 1e-12
ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
"""Abramowitz and Stegun 7.1.26: the error function within 1.5e-7."""


class Encoder:
    def __init__(self) -> None:
        with np.load(resource("meaning", "model.npz"), allow_pickle=False) as model:
            arrays = {name: model[name] for name in model.files}
        _, self._layers, self._heads, _ = map(int, arrays["shape"])
        self._first, self._last, unknown = map(int, arrays["marks"])
        texts = arrays["pieces"].tobytes().decode("utf-8").split("\n")
        self._pieces = Pieces(texts, arrays["scores"].tolist(), unknown, float(arrays["least"][0]))
        self._words = arrays["words.halves"], arrays["words.scale"]
        self._places = arrays["positions"].astype(np.float32) + arrays["emb.type"]
        self._weights = _weights(arrays, self._layers)
        self._threads = ThreadpoolController()

    def vector(self, text: str) -> Floats:
        """Returns the vector of a text, length 1. Of a long one, only its last part is read. Takes one thread."""
        pieces = self._pieces.cut(PREFIX + text)
        if len(pieces) > MOST_PIECES - 2:
            begin = self._pieces.cut(PREFIX)
            pieces = begin + pieces[len(begin) - MOST_PIECES + 2 :]
        with self._threads.limit(limits=1, user_api="blas"):  # more would wait for each other
            state = self._states([self._first, *pieces, self._last]).mean(axis=0)
        return np.asarray(state / np.linalg.norm(state), np.float32)

    def _states(self, pieces: list[int]) -> Floats:
        halves, scales = self._words
        state = _whole(halves[pieces], scales[pieces]) + self._places[: len(pieces)]
        state = self._level(state, "emb.ln")
        for layer in range(self._layers):
            state = self._level(state + self._attended(state, layer), f"{layer}.aln")
            inner = _gelu(self._through(state, f"{layer}.fi"))
            state = self._level(state + self._through(inner, f"{layer}.fo"), f"{layer}.oln")
        return state

    def _attended(self, state: Floats, layer: int) -> Floats:
        count, width = state.shape
        queries, keys, values = np.split(self._through(state, f"{layer}.qkv"), 3, axis=1)
        shape = (count, self._heads, width // self._heads)
        queries, keys, values = (each.reshape(shape).transpose(1, 0, 2) for each in (queries, keys, values))
        near = queries @ keys.transpose(0, 2, 1) / math.sqrt(shape[2])
        near = np.exp(near - near.max(axis=-1, keepdims=True))
        mixed = (near / near.sum(axis=-1, keepdims=True)) @ values
        return self._through(mixed.transpose(1, 0, 2).reshape(count, width), f"{layer}.ao")

    def _through(self, state: Floats, name: str) -> Floats:
        return np.asarray(state @ self._weights[f"{name}.w"] + self._weights[f"{name}.b"], np.float32)

    def _level(self, state: Floats, name: str) -> Floats:
        state = state - state.mean(axis=-1, keepdims=True)
        state = state / np.sqrt((state * state).mean(axis=-1, keepdims=True) + SMALLEST)
        return np.asarray(state * self._weights[f"{name}.w"] + self._weights[f"{name}.b"], np.float32)


def _weights(arrays: dict[str, Any], layers: int) -> dict[str, Floats]:
    """Returns matrices ready to be multiplied with rows of states; those of queries, keys and values in one."""
    found: dict[str, Floats] = {name: arrays[name] for name in ("emb.ln.w", "emb.ln.b")}
    for layer in range(layers):
        whole = {
            part: _whole(arrays[f"{layer}.{part}.halves"], arrays[f"{layer}.{part}.scale"])
            for part in ("q", "k", "v", "ao", "fi", "fo")
        }
        found[f"{layer}.qkv.w"] = np.ascontiguousarray(np.concatenate([whole.pop(part) for part in "qkv"]).T)
        found[f"{layer}.qkv.b"] = np.concatenate([arrays[f"{layer}.{part}.b"] for part in "qkv"])
        for part, weights in whole.items():
            found[f"{layer}.{part}.w"] = np.ascontiguousarray(weights.T)
            found[f"{layer}.{part}.b"] = arrays[f"{layer}.{part}.b"]
        for part in ("aln", "oln"):
            found |= {f"{layer}.{part}.{each}": arrays[f"{layer}.{part}.{each}"] for each in "wb"}
    return found


def _whole(halves: NDArray[np.uint8], scales: NDArray[np.float16]) -> Floats:
    """Returns rows of numbers from their four-bit form: the low halves of 16 bytes, then the high ones, 8 is zero."""
    values = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - np.float32(8)
    return (values * scales[..., None].astype(np.float32)).reshape(len(halves), -1)


def _gelu(inner: Floats) -> Floats:
    size = np.abs(inner) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * size)
    sum_ = t * (ERF[0] + t * (ERF[1] + t * (ERF[2] + t * (ERF[3] + t * ERF[4]))))
    erf = np.copysign(1 - sum_ * np.exp(-size * size), inner)
    return np.asarray(0.5 * inner * (1 + erf), np.float32)


@cache
def encoder() -> Encoder:
    return Encoder()
