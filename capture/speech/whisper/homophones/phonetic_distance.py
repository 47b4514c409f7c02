"""Distances between syllables of Mandarin as heard in a noisy room.

Zero for equal ones, about one for a difference in one feature (b and p, an and en), three for nothing in common. The
steps are our own judgement: manner and place for the initials, nucleus and ending for the finals.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]

HARDLY, NEARLY, OTHERWISE = 0.3, 1.0, 1.6
HARDLY_FINAL, NEARLY_FINAL, OTHERWISE_FINAL = 0.3, 0.8, 1.8

SAME_INITIALS = "zh/z ch/c sh/s l/n f/h"
"""What many speakers do not tell apart; here and below pairs of spellings, nothing being no consonant."""
CLOSE_INITIALS = (
    "b/p d/t g/k j/q zh/ch z/c zh/c z/ch n/m x/s x/sh ch/sh c/s j/zh q/ch h/k l/r j/z q/c q/x ch/s sh/f b/d g/d t/k "
    "p/t d/l d/n b/m /h g/h c/sh x/h j/d q/t l/m"
)
SAME_FINALS = "an/ang en/eng in/ing ian/iang uan/uang ong/eng un/ong un/en ve/ue"
CLOSE_FINALS = (
    "a/ia a/ua ia/ua a/e o/uo o/u e/uo o/ou e/o e/ei i/ei i/in i/ie i/ui i/v i/e u/ou u/v u/uo v/iu v/ui v/ve ai/ei "
    "ai/a ai/an ai/uai ai/ie ei/ui ei/en ao/ou ao/a ao/iao ao/uo ao/ang ou/uo ou/iu ou/ong iu/iao iu/iong ie/ian ie/ve "
    "ie/ia ian/in ian/an ian/van iang/ang iang/ia iang/ing an/en an/uan an/a ang/eng ang/a ang/uang en/in eng/ing "
    "ong/iong in/un un/uan un/vn vn/in vn/iong van/uan uan/ua uang/ua ui/un ie/e ong/u ong/uang ong/ang ing/ie in/ie "
    "ing/i uo/ua er/e iang/uang"
)

BARE = {
    "y": {"i": "i", "in": "in", "ing": "ing", "ou": "iu", "u": "v", "ue": "ve", "uan": "van", "un": "vn", "e": "ie"},
    "w": {"u": "u", "ei": "ui", "en": "un", "eng": "ong"},
}
"""Spelt with y or w where no consonant stands before i, u or ü."""
GLIDES = {"y": "i", "w": "u"}


def split_syllable(syllable: str) -> tuple[str, str]:
    """Returns initial and final, with ü as v and without the y and w of the spelling."""
    head = syllable[:2] if syllable.startswith(("zh", "ch", "sh")) else syllable[:1]
    tail = syllable.removeprefix(head)
    if head in BARE:
        return "", BARE[head].get(tail, GLIDES[head] + tail)
    if head in "aeo":
        return "", syllable
    if head in "jqx" and tail.startswith("u"):
        tail = "v" + tail[1:]
    return head, tail


def unlikeness(syllables: Sequence[str]) -> Table:
    """Returns the distance of each syllable to each."""
    pairs = [split_syllable(syllable) for syllable in syllables]
    initials = _steps({i for i, _ in pairs}, (SAME_INITIALS, HARDLY), (CLOSE_INITIALS, NEARLY), OTHERWISE)
    finals = _steps({f for _, f in pairs}, (SAME_FINALS, HARDLY_FINAL), (CLOSE_FINALS, NEARLY_FINAL), OTHERWISE_FINAL)
    rows = [[initials[a, c] + finals[b, d] for c, d in pairs] for a, b in pairs]
    return np.array(rows, np.float32)


def _steps(
    parts: Iterable[str], same: tuple[str, float], close: tuple[str, float], far: float
) -> dict[tuple[str, str], float]:
    known = [*parts]
    steps = {(one, other): far for one in known for other in known}
    for text, step in (close, same):
        for one, _, other in (pair.partition("/") for pair in text.split()):
            steps[one, other] = steps[other, one] = step
    return steps | {(part, part): 0.0 for part in known}
