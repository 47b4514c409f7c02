"""Corrects a reading: candidates come from word frequencies, and are accepted if the recording fits."""

import re
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from capture.speech.text_normalisation import simplified
from capture.speech.whisper.homophones.lattice import Change, Heard, changes, likelihood
from capture.speech.whisper.homophones.lexicon import Lexicon
from core.han import HAN

Weigh = Callable[[str], list[float]]
"""A text to how likely each of its characters is, as natural logarithms, given the recording."""

NAME = re.compile(rf"(?:我叫|我姓|名叫|名字[叫是]){HAN}{{1,4}}")
"""Names are no words: what follows stays as heard."""

NEIGHBOURS = 2
"""Characters after a change that must still fit the recording."""

SENSE, UNLIKE, BENEFIT = 0.45, 3.0, 2.5
"""What the words' likelihood counts beside the recording's, what each step of unlikeness in sound costs, and what a
change gets for nothing: the engine wrote what it found likeliest, so anything else looks worse than it is."""
MOST_SENSE = 15.0
"""No phrase makes more sense than this, however little the characters did that were heard."""

UNHEARD = -9.0
"""A change that makes the segment so much less likely (logarithm) was not said, whatever words it makes."""

ROUNDS = 4
"""What was believed lets the words around it be understood; for what was not believed the next best is tried."""


class HomophoneCorrector:
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def mend(self, heard: str, weigh: Weigh) -> str:
        """Returns the corrected text in simplified characters, as long as `heard`; punctuation, digits and Latin
        letters are unchanged."""
        text = simplified(heard)
        if len(text) != len(heard) or not re.search(HAN, text):
            return text
        written, before, struck = heard, weigh(heard), set[Change]()
        for _ in range(ROUNDS):
            text = simplified(written)
            proposed = changes(Heard(text, before, named(text)), self._lexicon, frozenset(struck))
            if not proposed:
                break
            spelled = [respelled(change, text != written) for change in proposed]
            after = weigh(changed(written, spelled))
            pairs = [*zip(proposed, spelled, strict=True)]
            believed = [spelling for change, spelling in pairs if self._said(text, change, before, after)]
            struck |= {change for change, spelling in pairs if spelling not in believed}
            written = changed(written, believed)
            before = after if believed == spelled else weigh(written) if believed else before
        return simplified(written)

    def _said(self, text: str, change: Change, before: list[float], after: list[float]) -> bool:
        """True if recording, words and sounds together favour a change."""
        around = slice(change.start, change.end + NEIGHBOURS)
        ear = sum(after[around]) - sum(before[around])
        if ear < UNHEARD:
            return False
        old = text[change.start : change.end]
        words = min(MOST_SENSE, likelihood(change.word, self._lexicon) - likelihood(old, self._lexicon))
        return ear + SENSE * words - UNLIKE * self._lexicon.phrases.unlike(old, change.word) + BENEFIT > 0


def named(text: str) -> frozenset[int]:
    """Returns the places where people say their names."""
    return frozenset(place for found in NAME.finditer(text) for place in range(*found.span()))


def changed(text: str, proposed: list[Change]) -> str:
    for change in proposed:
        text = text[: change.start] + change.word + text[change.end :]
    return text


def respelled(change: Change, traditional: bool) -> Change:
    """Returns the change in the script of the rest, so that the engine compares like with like."""
    word = str(_traditional().convert(change.word)) if traditional else change.word
    return Change(change.start, word) if len(word) == len(change.word) else change


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")
