"""`python -m advice.build` makes resources/answers/index.npz anew from the answers. Vectors of known wordings are kept.

It takes a fiftieth of a second for each new wording. A test fails while the index is not that of the answers."""

import hashlib
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advice.encoder import Floats, encoder
from advice.features import Features, features, plain
from advice.wordings import OUTSIDE, digest, wordings
from core.command_line import begin, print_text
from core.resources import resource

SMOOTH = 40.0
"""Added to the squared length of a wording, so that one of two words is not the likest to everything."""
STRENGTH = 5.0
"""Of the regularisation of what tells our field from others."""
STEPS = 127

Arrays = dict[str, NDArray[Any]]


def build(target: Path) -> int:
    """Writes the index; returns how many vectors were new."""
    pairs = wordings()
    keys = list(dict.fromkeys(key for key, _ in pairs))
    place = {key: at for at, key in enumerate(keys)}
    of = np.array([place[key] for key, _ in pairs])
    marks = np.array([_mark(text) for _, text in pairs], np.uint64)
    known = _known(target)
    fresh = [text for (_, text), mark in zip(pairs, marks.tolist(), strict=True) if mark not in known]
    vectors = np.stack(
        [known[m] if m in known else encoder().vector(t) for (_, t), m in zip(pairs, marks.tolist(), strict=True)]
    )
    scales = np.abs(vectors).max(axis=1) / STEPS
    field, at = _field(vectors, of == place[OUTSIDE])
    kept: Arrays = {
        "digest": _text(digest()),
        "keys": _text("\n".join(keys)),
        "marks": marks,
        "begins": np.searchsorted(of, range(len(keys))),
        "vectors": np.round(vectors / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
        "field": field,
        "field_at": np.array([at], np.float32),
        **_words([features(plain(text)) for _, text in pairs], of, len(keys)),
    }
    np.savez_compressed(target, allow_pickle=False, **kept)
    return len(fresh)


def _mark(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def _known(target: Path) -> dict[int, Floats]:
    if not target.exists():
        return {}
    with np.load(target, allow_pickle=False) as file:
        vectors = file["vectors"].astype(np.float32) * file["scales"][:, None]
        return dict(zip(file["marks"].tolist(), vectors, strict=True))


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)


def _field(vectors: Floats, outside: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Returns the direction, and where on it zero is, by which our field is told from others (least squares)."""
    weight = np.where(outside, 1 / outside.sum(), 1 / (~outside).sum()) * len(vectors) / 2
    middle = np.average(vectors, axis=0, weights=weight)
    away = vectors - middle
    squares = (away * weight[:, None]).T @ away + STRENGTH * np.eye(vectors.shape[1])
    direction = np.linalg.solve(squares, (away * weight[:, None]).T @ np.where(outside, -1.0, 1.0))
    return direction.astype(np.float32), float(-middle @ direction)


def _words(found: list[Features], of: NDArray[Any], entries: int) -> Arrays:
    holders: dict[str, set[int]] = {}
    for entry, each in zip(of.tolist(), found, strict=True):
        for name in each:
            holders.setdefault(name, set()).add(entry)
    rarity = {name: math.log((entries + 1) / (len(having) + 0.3)) for name, having in holders.items()}
    sums = [Counter[str]() for _ in range(entries)]
    for entry, each in zip(of.tolist(), found, strict=True):
        sums[entry].update(each)
    names = {name: at for at, name in enumerate(rarity)}
    near = _table([_weighted(each, rarity, SMOOTH) for each in found], names)
    whole = _table([_weighted(dict(each), rarity, 0.0) for each in sums], names)
    return {
        "features": _text("\n".join(names)),
        "rarity": np.array(list(rarity.values()), np.float32),
        **{f"near.{name}": values for name, values in near.items()},
        **{f"whole.{name}": values for name, values in whole.items()},
    }


def _weighted(found: Features, rarity: dict[str, float], smooth: float) -> Features:
    weights = {name: weight * rarity[name] for name, weight in found.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()) + smooth) or 1.0
    return {name: weight / length for name, weight in weights.items()}


def _table(rows: list[Features], names: dict[str, int]) -> Arrays:
    """Returns, feature after feature, the rows that have it."""
    cells = sorted((names[name], row, weight) for row, found in enumerate(rows) for name, weight in found.items())
    features_, rows_, weights = (np.array(each) for each in zip(*cells, strict=True))
    starts = np.searchsorted(features_, range(len(names) + 1))
    return {"starts": starts.astype(np.int32), "rows": rows_.astype(np.int16), "weights": weights.astype(np.float16)}


if __name__ == "__main__":
    begin()
    print_text(f"{build(resource('answers', 'index.npz'))} new vectors")
