"""Urgency by rules and by meaning: what the rules of words miss, the nearness of sentences may show.

A plain separating plane for each kind (resources/urgency/meaning.npz), learnt from phrases of our own; it says yes or
no about the words, never how much, and nothing about whoever spoke them. The rules decide first (`core.urgency`)."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from zipfile import BadZipFile

import numpy as np

from advice.encoder import Floats, encoder
from core.problems import PackDamaged, PackMissing
from core.resources import resource
from core.urgency.judge import LocalHotline, Urgency, hotlines_of, urgency
from core.urgency.kinds import UrgencyKind
from core.urgency.rules import rules_of
from core.urgency.season import in_season

SURE, KIND, FAINT = 0.7, 0.5, 0.1
"""From where on the whole is taken for urgent, and a kind for one of its kinds; below FAINT even the nearest kind is so
far that the whole is taken for calm after all."""
WINDOW, MOST_WINDOWS = 110, 12
"""Characters that are read at once, and how often: a long telling is judged part by part."""
PART = re.compile(r"[^。！？!?；;，,\n]*[。！？!?；;，,\n]*")
KINDS = tuple(UrgencyKind)


Judge = Callable[..., Urgency]
"""`judged`, or what stands in for it."""


@dataclass(frozen=True)
class _Planes:
    """`weights`: a column for each kind, and one for the whole. `middle`: of the phrases learnt from."""

    middle: Floats
    weights: Floats
    least: Floats

    def of(self, text: str) -> Floats:
        return np.asarray(1 / (1 + np.exp(-((encoder().vector(text) - self.middle) @ self.weights + self.least))))


@cache
def _planes() -> _Planes:
    with np.load(resource("urgency", "meaning.npz"), allow_pickle=False) as kept:
        return _Planes(kept["middle"], kept["weights"], kept["least"])


def judged(text: str, *, today: date | None = None, place: str = "", local: Iterable[LocalHotline] = ()) -> Urgency:
    """Returns what the rules find; where they find nothing, what the meaning shows."""
    on, own = today or date.today(), list(local)
    if found := urgency(text, today=on, place=place, local=own):
        return found
    kinds = tuple(kind for kind in by_meaning(text) if _counts(kind, text, on, place))
    return Urgency(kinds, hotlines_of(kinds, own))


def loaded() -> Judge:
    """Returns `judged` once what it reads the meaning by is in memory. Raises PackMissing, PackDamaged."""
    try:
        by_meaning("1")
    except FileNotFoundError as error:
        raise PackMissing("resources/meaning") from error
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise PackDamaged("resources/meaning") from error
    return judged


def _counts(kind: UrgencyKind, text: str, today: date, place: str) -> bool:
    season = rules_of(kind).season
    return not season or in_season(season, text, today, place)


def by_meaning(text: str) -> list[UrgencyKind]:
    """Returns the kinds that any part of the text is near to; empty where none is."""
    found: set[UrgencyKind] = set()
    for part in windows(text):
        *kinds, whole = _planes().of(part).tolist()
        if whole > SURE:
            nearest = max(*kinds, FAINT)
            found |= {kind for kind, near in zip(KINDS, kinds, strict=True) if near > KIND or near == nearest}
    return [kind for kind in KINDS if kind in found]


def windows(text: str) -> Iterator[str]:
    """Yields the text in parts of whole clauses, each as long as can be read at once."""
    held, given = "", 0
    for clause in (each for each in PART.findall(text) if each.strip()):
        if held and len(held) + len(clause) > WINDOW:
            yield held
            held, given = "", given + 1
            if given >= MOST_WINDOWS:
                return
        held += clause[:WINDOW]
    if held.strip():
        yield held
