"""A reading mended: proposed by what words are common, accepted by who heard the recording."""

import math
import re
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from capture.speech.homophones.lattice import HAN, Change, Heard, changes
from capture.speech.homophones.lexicon import Lexicon
from capture.speech.wording import simplified

Weigh = Callable[[str], list[float]]
"""A text to how likely each of its characters is, as natural logarithms, given the recording."""

NAME = re.compile(r"(?:我叫|我姓|名叫|名字[叫是])[\u3400-\u9fff]{1,4}")
"""Names are no words: what follows stays as heard."""

DOUBT = math.log(0.3)
"""What would not change even if the engine had been so unsure of every character need not be weighed."""

NEIGHBOURS = 2
"""Characters after a change that must still fit the recording."""

UNHEARD = -5.0
"""A change that makes the stretch so much less likely (logarithm) is not what was said."""


class Mender:
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def mend(self, heard: str, weigh: Weigh) -> str:
        """In simplified characters and as long as `heard`; marks, digits and Latin letters stay."""
        text = simplified(heard)
        if len(text) != len(heard) or not HAN.search(text):
            return text
        names = named(text)
        if not changes(Heard(text, [DOUBT] * len(text), names), self._lexicon):
            return text
        before = weigh(heard)
        proposed = changes(Heard(text, before, names), self._lexicon)
        if not proposed:
            return text
        after = weigh(changed(heard, [respelled(change, text != heard) for change in proposed]))
        return changed(text, [change for change in proposed if _was_heard(change, before, after)])


def named(text: str) -> frozenset[int]:
    """Where people say their names."""
    return frozenset(place for found in NAME.finditer(text) for place in range(*found.span()))


def changed(text: str, proposed: list[Change]) -> str:
    for change in proposed:
        text = text[: change.start] + change.word + text[change.end :]
    return text


def respelled(change: Change, traditional: bool) -> Change:
    """In the characters the engine wrote the rest in, so that it compares like with like."""
    word = str(_traditional().convert(change.word)) if traditional else change.word
    return Change(change.start, word) if len(word) == len(change.word) else change


def _was_heard(change: Change, before: list[float], after: list[float]) -> bool:
    around = slice(change.start, change.end + NEIGHBOURS)
    return sum(after[around]) - sum(before[around]) > UNHEARD


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")
