"""The likeliest row of words over what was heard: a word that is common costs little, a change where the ear was sure
costs much."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from capture.speech.homophones.lexicon import LONGEST, Lexicon, Word

COMMON_SENSE = 0.75
"""How much the words' likelihood counts beside the ear's."""

CHANGE, BLURRED = 2.5, 3.0
"""What changing a character costs that the engine held for as likely as not; more if it only sounds much like it."""

UNSURE = math.log(0.95)
"""A change begins where the engine was no surer of a character than this."""

STEADY = frozenset("零〇一二两三四五六七八九十百千万亿不没未无")
"""Numbers and negations neither come nor go: too much hangs on them."""

HAN = re.compile(r"[\u3400-\u9fff]")


class Heard(NamedTuple):
    """`sure`: logarithm of how likely the engine held each character of `text`. Characters at `keep` stay."""

    text: str
    sure: Sequence[float]
    keep: frozenset[int] = frozenset()


class Change(NamedTuple):
    """`word` instead of as many characters from `start`."""

    start: int
    word: str

    @property
    def end(self) -> int:
        return self.start + len(self.word)


class _Step(NamedTuple):
    cost: float
    start: int
    word: str


def changes(heard: Heard, lexicon: Lexicon) -> list[Change]:
    """In order. Only words of two characters and more take the place of others."""
    best = [_Step(0.0, 0, "")]
    for end in range(1, len(heard.text) + 1):
        best.append(min(_steps(heard, lexicon, end, best)))
    proposed, end = [], len(heard.text)
    while end:
        step = best[end]
        if step.word != heard.text[step.start : end] and min(heard.sure[step.start : end]) < UNSURE:
            proposed.append(Change(step.start, step.word))
        end = step.start
    return proposed[::-1]


def _steps(heard: Heard, lexicon: Lexicon, end: int, best: list[_Step]) -> Iterator[_Step]:
    """The words that may end here, each on the best row before it."""
    text, last = heard.text, heard.text[end - 1]
    cost = -COMMON_SENSE * lexicon.weight(last) if HAN.match(last) else 0.0
    yield _Step(best[end - 1].cost + cost, end - 1, last)
    for start in range(end - 2, max(-1, end - 1 - LONGEST), -1):
        if not HAN.match(text[start]) or not HAN.match(last):
            return
        for word in lexicon.words(text[start:end]):
            if (change := _cost(heard, lexicon, start, word)) is not None:
                yield _Step(best[start].cost - COMMON_SENSE * word.weight + change, start, word.text)


def _cost(heard: Heard, lexicon: Lexicon, start: int, word: Word) -> float | None:
    """What the ear says against this word; None where it may not stand."""
    cost = 0.0
    for place, (new, syllable) in enumerate(zip(word.text, word.syllables, strict=True), start):
        old = heard.text[place]
        if new == old:
            continue
        if place in heard.keep or old in STEADY or new in STEADY:
            return None
        cost += max(0.0, CHANGE + _odds(heard.sure[place])) + (0.0 if syllable in lexicon.readings(old) else BLURRED)
    return cost


def _odds(sure: float) -> float:
    likely = min(max(math.exp(sure), 1e-4), 1 - 1e-4)
    return math.log(likely / (1 - likely))
