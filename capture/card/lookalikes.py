"""Rare characters that the recogniser reads as common ones: 𠮷 as 吉, 冮 as 江. Characters of a name are compared with
both shapes.

The pairs were found by testing the recogniser with every rare character (resources/lookalikes/make.py).
"""

import json
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from core.resources import resource

SIDE = 24
"""Pixels of a shape's square."""
FAINT = 0.35
"""Share of the darkest ink; what is lighter is no stroke."""
Shape = NDArray[np.float32]


@dataclass(frozen=True)
class Lookalikes:
    """`rare`: the rare characters that are read as each character; `shapes` of all of them."""

    rare: dict[str, str]
    shapes: dict[str, Shape]

    def taken_for(self, read: str, ink: NDArray[np.uint8]) -> str:
        """Returns the rare character whose shape fits the ink better than that of `read`; empty if none does."""
        seen = shape(ink)
        if seen is None or read not in self.rare:
            return ""
        fits = {each: float((seen * self.shapes[each]).sum()) for each in (read, *self.rare[read])}
        best = max(self.rare[read], key=lambda each: fits[each])
        return best if fits[best] > fits[read] else ""


def shape(ink: NDArray[np.uint8]) -> Shape | None:
    """Returns ink (high where dark) scaled to SIDE, with mean 0 and length 1; None if there is none."""
    rows, columns = np.where(ink > FAINT * max(1, int(ink.max())))
    if not rows.size:
        return None
    cut = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].astype(np.float32)
    small = cv2.GaussianBlur(cv2.resize(cut, (SIDE, SIDE), interpolation=cv2.INTER_AREA), (0, 0), 0.8)
    centred = small - small.mean()
    length = float(np.linalg.norm(centred))
    return np.asarray(centred / length, np.float32) if length else None


@cache
def lookalikes() -> Lookalikes:
    """Returns the table, loaded once in some milliseconds."""
    folder = resource("lookalikes")
    rare: dict[str, str] = json.loads((folder / "taken_for.json").read_text("utf-8"))
    drawn = np.load(folder / "shapes.npz")
    glyphs = np.unpackbits(drawn["ink"], axis=1).reshape(-1, 3, SIDE * SIDE)
    levels = (glyphs * np.array([128, 64, 32], np.uint8)[None, :, None]).sum(axis=1).astype(np.uint8)
    found = {chr(code): shape(ink.reshape(SIDE, SIDE)) for code, ink in zip(drawn["codes"], levels, strict=True)}
    return Lookalikes(rare, {each: ink for each, ink in found.items() if ink is not None})
