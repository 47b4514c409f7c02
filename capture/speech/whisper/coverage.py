"""Every voice has its words, or it is said that it was not understood (decision 0048).

Whisper ends its text where a second voice goes on, and passes over what it finds hard. The moments of the characters
tell: where there is voice and no character, that part is read again by itself; what has none even then is `unheard`.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from capture.speech.text_normalisation import normalised, said_twice
from capture.speech.whisper.clauses import AlignedText
from capture.speech.whisper.model import Alignment, Reading
from capture.speech.whisper.segmentation import Segment
from capture.speech.whisper.speech_presence import somebody_spoke
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

WORDLESS = 1.4
"""Seconds of voice after a character begins, in which no other does. Of 300 recordings read whole none had more."""
OWN = 0.15
"""Seconds a character sounds at least."""
LATE = 2.0
"""Attention may put the last character of the first voice so much too early."""
BREATH = 0.2
"""Seconds of the pause that stay before a part."""
AGAIN = 3
"""So many times a part is taken apart further."""
MEANT = 1.2
"""Seconds of voice: less without words is a cough or an echo, and nothing is said of it."""
UNCLEAR, UNCLEAR_AMID = 0.25, 0.5
"""A part read by itself counts from this confidence on: with less it is guessed. In the midst of a stretch, where the
reading went on after it, it has to be surer: it may be a voice in the background that nobody meant."""
SLOWEST, SPOKEN = 1.5, 0.8
"""Characters a second of voice, and seconds of it: with fewer a part without words begins before them already."""

REPEATED, ALIKE = 4, 0.7
"""Characters: nobody says as many twice in a row with nothing between; the share of them that is the same."""
WHOLE, AGREES = 0.75, 0.6
"""A phrase was said a second time if its own sound has so many of its characters, and so much of it is the same. Where
it was said once, attention gives each of the two half of the sound."""

Read = Callable[[Samples], Reading]
Follow = Callable[[Reading], Alignment]


class Coverage:
    """`read` a stretch, and `follow` its text through the sound."""

    def __init__(self, read: Read, follow: Follow) -> None:
        self._read, self._follow = read, follow

    def clauses(self, stretch: Segment) -> list[Clause]:
        return self._clauses(stretch, AGAIN, 0.0)

    def complete(self, account: AlignedText) -> list[Clause]:
        """What was read, and what that left out."""
        return self._complete(account, AGAIN)

    def _clauses(self, stretch: Segment, again: int, sure: float) -> list[Clause]:
        reading = self._read(stretch.samples)
        if somebody_spoke(reading, stretch) and reading.confidence >= sure:
            return self._complete(AlignedText.of(reading, self._follow(reading), stretch), again)
        return unheard(stretch)

    def _complete(self, account: AlignedText, again: int) -> list[Clause]:
        account = self._said_once(account)
        clauses, rest = list[Clause](), account
        for at, begin, end in wordless(account):
            before, after = rest.before(at), account.words.text[at:]
            anew = self._anew(rest, end, again - 1) if _is_scrap(before, rest, end) else []
            if len(_bare(anew)) > len(_bare(before)):
                clauses += before if _told_anyway(anew, [*clauses, *before], after) else anew
            else:
                part = self._part(account.stretch, begin, end, again - 1)
                told = not part or _told_anyway(part, [*clauses, *before], after)
                clauses += before if told else [*_up_to(rest, at, begin), *part]
            rest = replace(account, first=at)
        return [*clauses, *rest.clauses()]

    def _said_once(self, account: AlignedText) -> AlignedText:
        """Less the second saying of a phrase, where its own sound has other words, or none."""
        text, over = account.words.text, len(account.stretch.samples) / SAMPLE_RATE
        if not (found := said_twice(text)) or found[0] <= account.first:
            return account
        first, last = found
        end = account.moments[last] if last < len(text) else over
        sound = account.stretch.part(account.moments[first], end, whole=True)
        heard = _spoken(normalised(self._read(sound.samples).text).text) if len(sound.samples) else ""
        phrase = _spoken(text[first:last])
        same = len(heard) >= WHOLE * len(phrase) and fuzz.ratio(heard, phrase) >= 100 * AGREES
        return account if same else account.without(first, last)

    def _anew(self, rest: AlignedText, end: float, again: int) -> list[Clause]:
        """What stands before a part without words, together with it; nothing where that is all of the stretch."""
        whole = not rest.begin and end >= len(rest.stretch.samples) / SAMPLE_RATE
        return [] if whole else self._part(rest.stretch, rest.begin, end, again)

    def _part(self, stretch: Segment, begin: float, end: float, again: int) -> list[Clause]:
        last = end >= len(stretch.samples) / SAMPLE_RATE
        part = stretch.part(begin, end, stretch.whole if last else True)
        return self._clauses(part, again, UNCLEAR if last else UNCLEAR_AMID) if again else unheard(part)


def _up_to(account: AlignedText, at: int, second: float) -> list[Clause]:
    """Its clauses before a part without words; the last of all end where that begins."""
    if at == len(account.words.text):
        account = replace(account, stretch=account.stretch.part(0.0, second, whole=True))
    return account.before(at)


def _is_scrap(clauses: list[Clause], account: AlignedText, end: float) -> bool:
    """Whether hardly anything was made of the voice up to a moment: a character of the next one stands for it, say."""
    if not clauses:
        return False
    words, voiced = len(_bare(clauses)), account.stretch.voiced_between(account.begin, end)
    sure = sum(len(clause.text) * clause.confidence for clause in clauses) / sum(len(each.text) for each in clauses)
    return sure < UNCLEAR or (voiced >= SPOKEN and words < SLOWEST * voiced)


def _told_anyway(part: list[Clause], before: list[Clause], after: str) -> bool:
    """Whether a part is but the end of what was read before it, or the beginning of what comes after: attention had put
    those characters too early or too late."""
    words = _bare(part)
    if len(words) < REPEATED:
        return False
    around = _bare(before)[-len(words) :] + _spoken(after)[: len(words)]
    return len(around) >= ALIKE * len(words) and bool(fuzz.partial_ratio(words, around) >= 100 * ALIKE)


def _bare(clauses: list[Clause]) -> str:
    return "".join(_spoken(clause.text) for clause in clauses)


def _spoken(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def wordless(account: AlignedText) -> list[tuple[int, float, float]]:
    """Where somebody speaks and no character stands: the place in the text, and from when to when, in seconds."""
    stretch, long = account.stretch, len(account.stretch.samples) / SAMPLE_RATE
    found = list[tuple[int, float, float]]()
    first = (account.first, account.begin)
    for (_, start), (at, after) in pairwise([first, *account.spoken(), (len(account.words.text), long)]):
        if account.divides(at) and stretch.voiced_between(start, after) >= WORDLESS:
            quiet, loud = (
                stretch.pause(start + OWN, min(start + LATE, after)) if at > account.first else (account.begin,) * 2
            )
            found.append((at, max(quiet, loud - BREATH), after))
    return found


def unheard(stretch: Segment) -> list[Clause]:
    """Said, where there is enough of a voice to have said something."""
    if stretch.voiced < MEANT:
        return []
    begin = stretch.start / SAMPLE_RATE
    return [Clause("", round(begin, 3), round(begin + len(stretch.samples) / SAMPLE_RATE, 3), 0.0, unheard=True)]
