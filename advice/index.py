"""Which answer a question means: all wordings, compared by meaning and by words and sounds.

Meaning: vectors of the encoder, the nearest wording and the middle of all an entry's wordings. Words: features weighted
by their rarity. Both were computed by `python -m advice.build` and stand in resources/answers/index.npz. Within a
story each of its pieces may be the question.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advice.encoder import Floats, encoder
from advice.features import features, plain
from advice.wordings import OUTSIDE
from core.resources import resource

UNKNOWN = 0.5
"""How much of the weight of the rarest feature one has that no wording knows."""
SMALL = 12.0
"""Evidence, in squared weights, below which a piece of a question counts less."""
FULL = 0.93
"""What a piece of a longer text loses to the whole text, compared by words."""
MIDDLE_OF_WORDS, MIDDLE_OF_MEANINGS = 0.35, 0.6
"""How much of an entry's score is that of all its wordings together, instead of its nearest one."""
WORDS = 0.06
"""How much the comparison by words adds to the one by meaning."""
FIELD = 0.1
"""How much it adds to the confidence that a question is about our field at all."""


@dataclass(frozen=True)
class Match:
    entry: str
    score: float


@dataclass(frozen=True)
class Found:
    """`matches`: all entries, the likeliest first. `confidence`: how likely the first is what was asked: its score,
    what it is ahead of questions that are none of ours, and whether this sounds like our field."""

    matches: tuple[Match, ...]
    confidence: float


class Table:
    """Features and which rows have them, with which weight."""

    def __init__(self, starts: NDArray[Any], rows: NDArray[Any], weights: NDArray[Any], count: int) -> None:
        self._starts, self._rows, self._weights, self._count = starts.tolist(), rows, weights, count

    def added(self, asked: dict[int, float]) -> Floats:
        scores = np.zeros(self._count, np.float32)
        for feature, weight in asked.items():
            span = slice(self._starts[feature], self._starts[feature + 1])
            scores[self._rows[span]] += np.float32(weight) * self._weights[span]
        return scores


class Index:
    def __init__(self) -> None:
        with np.load(resource("answers", "index.npz"), allow_pickle=False) as file:
            kept = {name: file[name] for name in file.files}
        self.digest = kept["digest"].tobytes().decode()
        self.keys = kept["keys"].tobytes().decode("utf-8").split("\n")
        self._begins = kept["begins"]
        self._vectors = kept["vectors"].astype(np.float32) * kept["scales"][:, None]
        self._middles = np.add.reduceat(self._vectors, self._begins, axis=0)
        self._middles /= np.linalg.norm(self._middles, axis=1, keepdims=True)
        self._field, self._field_at = kept["field"], float(kept["field_at"][0])
        names = kept["features"].tobytes().decode("utf-8").split("\n")
        self._known = {name: at for at, name in enumerate(names)}
        self._rarity = kept["rarity"].tolist()
        self._rarest = max(self._rarity)
        wordings, entries = len(self._vectors), len(self.keys)
        self._nearest = Table(kept["near.starts"], kept["near.rows"], kept["near.weights"].astype(np.float32), wordings)
        self._whole = Table(kept["whole.starts"], kept["whole.rows"], kept["whole.weights"].astype(np.float32), entries)

    def search(self, text: str) -> Found:
        meaning, field = self._meanings(text)
        scores = meaning + WORDS * self._words(text)
        order = np.argsort(-scores, kind="stable")
        ours = [Match(self.keys[at], round(float(scores[at]), 4)) for at in order if self.keys[at] != OUTSIDE]
        ahead = ours[0].score - float(scores[self.keys.index(OUTSIDE)])
        return Found(tuple(ours), round(ours[0].score + ahead + FIELD * field, 4))

    def _meanings(self, text: str) -> tuple[Floats, float]:
        """Returns each entry's likeness to what was said; of a story, to the whole and to its likest part, equally."""
        vectors = np.stack([encoder().vector(part) for part in clauses(text)])
        nearest = np.maximum.reduceat(vectors @ self._vectors.T, self._begins, axis=1)
        likeness = (1 - MIDDLE_OF_MEANINGS) * nearest + MIDDLE_OF_MEANINGS * (vectors @ self._middles.T)
        field = vectors @ self._field + self._field_at
        both = (likeness[0] + likeness.max(axis=0)) / 2
        return np.asarray(both, np.float32), round(float(field[0] + field.max()) / 2, 4)

    def _words(self, text: str) -> Floats:
        best = np.zeros(len(self.keys), np.float32)
        for number, window in enumerate(windows(text)):
            np.maximum(best, self._in_window(window) * np.float32(1 if number == 0 else FULL), out=best)
        return best

    def _in_window(self, window: str) -> Floats:
        found = features(plain(window))
        asked, unknown = {}, 0.0
        for name, weight in found.items():
            if (at := self._known.get(name)) is None:
                unknown += (UNKNOWN * self._rarest * weight) ** 2
            else:
                asked[at] = weight * self._rarity[at]
        length = math.sqrt(sum(weight * weight for weight in asked.values()) + unknown + SMALL)
        nearest = np.maximum.reduceat(self._nearest.added(asked), self._begins)
        whole = self._whole.added(asked)
        return np.asarray(((1 - MIDDLE_OF_WORDS) * nearest + MIDDLE_OF_WORDS * whole) / length, np.float32)


@cache
def index() -> Index:
    return Index()


BREAK = re.compile(r"[，。！？；：,.!?;:\s…、]+")
SHORT, LONG, STEP = 3, 24, 8
"""Characters: less is no question; more without a break is cut into overlapping pieces."""
MOST = 2000
"""Characters of a text that are looked at; of a longer one, its beginning and its end."""
MOST_WINDOWS = 60
STORY, MOST_PARTS = 26, 4
"""Characters of a part of a story, and how many parts, the last ones, are compared by meaning."""


def windows(text: str) -> list[str]:
    """Returns the whole text, its clauses, and neighbouring clauses together; later ones first if there are many."""
    text = text if len(text) <= MOST else text[: MOST // 2] + "。" + text[-MOST // 2 :]
    clauses = [piece for clause in BREAK.split(text) if clause for piece in _pieces(clause)]
    together = ["".join(clauses[at : at + count]) for count in (1, 2, 3) for at in range(len(clauses) - count + 1)]
    found = [window for window in together if len(window) >= SHORT]
    return list(dict.fromkeys(["".join(clauses)[-4 * LONG :], *reversed(found)]))[:MOST_WINDOWS]


def clauses(text: str) -> list[str]:
    """Returns what is compared by meaning: the whole text, and of a story its parts of a sentence's length."""
    text = text.strip()[-MOST:]
    parts = [""]
    for clause in filter(None, BREAK.split(text)):
        if len(parts[-1]) + len(clause) > STORY and parts[-1]:
            parts.append("")
        parts[-1] += ("，" if parts[-1] else "") + clause
    return [text, *parts[-MOST_PARTS:]] if len(parts) > 1 else [text]


def _pieces(clause: str) -> list[str]:
    if len(clause) <= LONG:
        return [clause]
    return [clause[at : at + LONG] for at in range(0, len(clause) - LONG + STEP, STEP)]
