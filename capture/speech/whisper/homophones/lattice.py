"""The cheapest path of words through a lattice over the recognised text.

Common words cost little; changing a character costs more the higher its confidence was.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from capture.speech.whisper.homophones.lexicon import MAX_WORD_CHARS, PHRASE, Lexicon, Word
from capture.speech.whisper.homophones.phrases import STEADY
from core.han import is_han

LONGEST_PHRASE = 8

COMMON_SENSE = 0.75
"""Weight of the words' likelihood beside the acoustic one."""

CHANGE, BLURRED = 2.5, 3.0
"""What changing a character costs that the engine held for as likely as not; more if it only sounds much like it."""
CHANGE_IN_PHRASE = 1.5
"""The same within a phrase of petitions, whose length speaks for it."""

UNSURE = math.log(0.95)
"""A change begins where the engine was no surer of a character than this."""


class Heard(NamedTuple):
    """`sure`: log probability of each character of `text`. Characters at `keep` are not changed."""

    text: str
    sure: Sequence[float]
    keep: frozenset[int] = frozenset()


class Change(NamedTuple):
    """Replaces as many characters from `start` by `word`."""

    start: int
    word: str

    @property
    def end(self) -> int:
        return self.start + len(self.word)


Struck = frozenset[Change]
"""Changes that were weighed against the recording and refused."""


class _Node(NamedTuple):
    cost: float
    start: int
    word: str


def changes(heard: Heard, lexicon: Lexicon, struck: Struck = frozenset()) -> list[Change]:
    """Returns changes in order. Only words of two characters and more are inserted, and none of the `struck`."""
    best = _best(heard, lexicon, struck)
    proposed, end = [], len(heard.text)
    while end:
        step = best[end]
        if step.word != heard.text[step.start : end] and min(heard.sure[step.start : end]) < UNSURE:
            proposed.append(Change(step.start, step.word))
        end = step.start
    return proposed[::-1]


def likelihood(text: str, lexicon: Lexicon) -> float:
    """Returns the log probability of the words of a text, divided in the likeliest way."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        whole = (
            best[start] + weight
            for start in range(max(0, end - LONGEST_PHRASE), end - 1)
            if (weight := lexicon.known(text[start:end])) is not None
        )
        best.append(max([best[-1] + lexicon.weight(text[end - 1]), *whole]))
    return best[-1]


def _best(heard: Heard, lexicon: Lexicon, struck: Struck) -> list[_Node]:
    """Returns the cheapest sequence of words up to each character."""
    phrases = _phrases(heard, lexicon)
    best = [_Node(0.0, 0, "")]
    for end in range(1, len(heard.text) + 1):
        steps = [*_steps(heard, lexicon, end, best)]
        steps += [_Node(best[start].cost + cost, start, text) for start, text, cost in phrases[end]]
        best.append(min(step for step in steps if Change(step.start, step.word) not in struck))
    return best


def _phrases(heard: Heard, lexicon: Lexicon) -> dict[int, list[tuple[int, str, float]]]:
    """Returns where known phrases of petitions may end."""
    change = [max(0.0, CHANGE_IN_PHRASE + _odds(sure)) for sure in heard.sure]
    ends: dict[int, list[tuple[int, str, float]]] = defaultdict(list)
    for start, text, cost in lexicon.phrases.near(heard.text, change, heard.keep):
        ends[start + len(text)].append((start, text, cost - COMMON_SENSE * PHRASE))
    return ends


def _steps(heard: Heard, lexicon: Lexicon, end: int, best: list[_Node]) -> Iterator[_Node]:
    """Yields the words that may end here, each after the best sequence before it."""
    text, last = heard.text, heard.text[end - 1]
    cost = -COMMON_SENSE * lexicon.weight(last) if is_han(last) else 0.0
    yield _Node(best[end - 1].cost + cost, end - 1, last)
    for start in range(end - 2, max(-1, end - 1 - MAX_WORD_CHARS), -1):
        if not is_han(text[start]) or not is_han(last):
            return
        for word in lexicon.words(text[start:end]):
            if (change := _cost(heard, lexicon, start, word)) is not None:
                yield _Node(best[start].cost - COMMON_SENSE * word.weight + change, start, word.text)


def _cost(heard: Heard, lexicon: Lexicon, start: int, word: Word) -> float | None:
    """Returns the acoustic cost of this word; None if it is not allowed."""
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
