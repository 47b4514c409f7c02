"""Where two versions of a text differ, word by word, for a person to read: what was put in the place of what."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"[0-9A-Za-z.%]+|[〇零一二两三四五六七八九十百千万亿几半]+|\s+|.", re.DOTALL)
"""A number or a foreign word is one; of Chinese, which has no spaces, each character is."""
CLOSE = 2
"""Characters that stay the same between two changes, up to which both are read as one."""
PARTICLES = frozenset("的了啊呀嘛呢哦嗯")
"""Told in one version and not in the other, they change nothing that a person would be asked about."""
AROUND = 6
"""Characters told before and after a change, to find its place."""
MOST_EXACT = 1500
"""Words compared exactly. Longer texts are compared by sentence first, so that nobody waits."""
MOST_WORK = 3_000_000
"""Pairs of equal words, or sentences, that are looked at in one comparison. A text that repeats itself has as many as
its length squared; what is left of it then counts as changed as a whole."""
SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]*")


@dataclass(frozen=True)
class Difference:
    """`before` and `after`: the words of either version, one of them perhaps empty; `first` and `then`: where each
    begins. `lead` and `tail`: a few characters around it, the same in both versions."""

    before: str
    after: str
    first: int
    then: int
    lead: str = ""
    tail: str = ""

    @property
    def seen(self) -> bool:
        """Whether words differ, not only signs, blanks or particles."""
        return any(each.isalnum() and each not in PARTICLES for each in self.before + self.after)


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Returns what a person is told to have changed. Signs, blanks and particles alone are no change."""
    return tuple(each for each in all_differences(before, after) if each.seen)


def all_differences(before: str, after: str) -> tuple[Difference, ...]:
    """Returns every change, in order: put in place of each other they turn one version into the other."""
    found, one, two = [], 0, 0
    for old, new in _apart(before, after):
        if old != new:
            found.append(Difference(old, new, one, two, before[max(0, one - AROUND) : one], _tail(before, one, old)))
        one, two = one + len(old), two + len(new)
    return tuple(found)


def _tail(text: str, start: int, old: str) -> str:
    return text[start + len(old) : start + len(old) + AROUND]


def _apart(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yields pairs of stretches that follow each other in both versions; those that differ stand apart from those that
    do not, unless only CLOSE characters lie between them."""
    held: tuple[str, str] | None = None
    same = ""
    for old, new in _matched(before, after):
        if old == new:
            same += old
        elif held and len(same) <= CLOSE and _within_a_sentence(same):
            held, same = (held[0] + same + old, held[1] + same + new), ""
        else:
            if held:
                yield held
            if same:
                yield same, same
            held, same = (old, new), ""
    if held:
        yield held
    if same:
        yield same, same


def _within_a_sentence(text: str) -> bool:
    return all(each.isalnum() for each in text)


def _matched(before: str, after: str) -> Iterator[tuple[str, str]]:
    one, two = WORD.findall(before), WORD.findall(after)
    if len(one) <= MOST_EXACT and len(two) <= MOST_EXACT:
        yield from _blocks(one, two)
        return
    sentences, others = SENTENCE.findall(before), SENTENCE.findall(after)
    left = MOST_WORK - _work(sentences, others)
    for old, new in _blocks(sentences, others) if left >= 0 else [(before, after)]:
        one, two = WORD.findall(old), WORD.findall(new)
        work = _work(one, two)
        if old == new or work > left or max(len(one), len(two)) > MOST_EXACT:
            yield old, new
        else:
            left -= work
            yield from _blocks(one, two)


def _work(one: Sequence[str], two: Sequence[str]) -> int:
    """Returns how many pairs of equal ones there are."""
    there = Counter(two)
    return sum(count * there[each] for each, count in Counter(one).items())


def _blocks(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[str, str]]:
    for _tag, first, last, start, stop in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        yield "".join(one[first:last]), "".join(two[start:stop])
