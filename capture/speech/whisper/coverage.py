"""Ensures that all speech has text or is marked as not recognised (decision 0048).

Whisper ends its text where a second voice continues, and skips what it finds hard. By the times of the characters,
parts with voice and without text are found and read again by themselves; those still without text are `unheard`.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from capture.speech.text_normalisation import normalised, said_twice
from capture.speech.whisper.clauses import AlignedText
from capture.speech.whisper.first_voice import pause_after_first_voice, without_first_voice
from capture.speech.whisper.model import Alignment, Reading
from capture.speech.whisper.segmentation import Segment
from capture.speech.whisper.speech_presence import UTTERED, somebody_spoke
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

WORDLESS = 1.4
"""Seconds of voice after a character begins, in which no other does. Of 300 recordings read whole none had more."""
OWN = 0.15
"""Seconds a character sounds at least."""
LATE_SECONDS = 2.0
"""Seconds by which attention may place the last character of the first voice too early."""
LEAD_SECONDS = 0.2
"""Seconds of the pause that stay before a part."""
AGAIN = 3
"""How many times a part is divided further."""
MEANT = 1.2
"""Seconds of voice: less without words is a cough or an echo, and nothing is said of it."""
MEANT_FIRST = 0.4
"""The same for a voice just before another one goes on: who interrupts or is interrupted says little."""
UNCLEAR, UNCLEAR_AMID = 0.25, 0.5
"""A part read by itself counts from this confidence on: with less it is guessed. In the midst of a segment, where the
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
    """Reads segments completely. `read` reads a segment; `follow` aligns its text with the sound."""

    def __init__(self, read: Read, follow: Follow) -> None:
        self._read, self._follow = read, follow

    def clauses(self, segment: Segment) -> list[Clause]:
        return self._clauses(segment, AGAIN, 0.0)

    def complete(self, aligned: AlignedText) -> list[Clause]:
        """Returns the clauses, including those of parts that the first reading skipped."""
        return self._complete(aligned, AGAIN)

    def _clauses(self, segment: Segment, again: int, sure: float) -> list[Clause]:
        reading = self._read(segment.samples)
        if somebody_spoke(reading, segment) and reading.confidence >= sure:
            return self._complete(AlignedText.of(reading, self._follow(reading), segment), again)
        return unheard(segment)

    def _complete(self, aligned: AlignedText, again: int) -> list[Clause]:
        clauses, aligned = self._first_voice(self._said_once(aligned), again)
        rest = aligned
        for at, begin, end in wordless(aligned):
            before, after = rest.before(at), aligned.words.text[at:]
            anew = self._anew(rest, end, again - 1) if _is_scrap(before, rest, end) else []
            if len(_bare(anew)) > len(_bare(before)):
                clauses += before if _told_anyway(anew, [*clauses, *before], after) else anew
            else:
                part = self._part(aligned.segment, begin, end, again - 1)
                told = not part or _told_anyway(part, [*clauses, *before], after)
                clauses += before if told else [*_up_to(rest, at, begin), *part]
            rest = replace(aligned, first=at)
        return [*clauses, *rest.clauses()]

    def _first_voice(self, aligned: AlignedText, again: int) -> tuple[list[Clause], AlignedText]:
        """Returns what was said before the text by a voice that the reading passed over, and the text without its
        sound."""
        if not again or (pause := pause_after_first_voice(aligned)) is None:
            return [], aligned
        quiet, loud = pause
        part = aligned.segment.part(0.0, quiet, whole=True)
        rest = without_first_voice(aligned, max(quiet, loud - LEAD_SECONDS))
        reading = self._read(part.samples)
        if not somebody_spoke(reading, part) or reading.confidence < UNCLEAR:
            return (missed, rest) if (missed := unheard(part, MEANT_FIRST)) else ([], aligned)
        clauses = self._complete(AlignedText.of(reading, self._follow(reading), part), 0)
        words = _bare(clauses)
        told = UTTERED.fullmatch(words) or _spoken(aligned.words.text).startswith(words)
        return ([], aligned) if told else (clauses, rest)

    def _said_once(self, aligned: AlignedText) -> AlignedText:
        """Removes the repetition of a phrase whose own sound has other words, or none."""
        text, over = aligned.words.text, len(aligned.segment.samples) / SAMPLE_RATE
        if not (found := said_twice(text)) or found[0] <= aligned.first:
            return aligned
        first, last = found
        end = aligned.moments[last] if last < len(text) else over
        sound = aligned.segment.part(aligned.moments[first], end, whole=True)
        heard = _spoken(normalised(self._read(sound.samples).text).text) if len(sound.samples) else ""
        phrase = _spoken(text[first:last])
        same = len(heard) >= WHOLE * len(phrase) and fuzz.ratio(heard, phrase) >= 100 * AGREES
        return aligned if same else aligned.without(first, last)

    def _anew(self, rest: AlignedText, end: float, again: int) -> list[Clause]:
        """Reads the text before a part without words together with that part; nothing if that is all of the segment."""
        whole = not rest.begin and end >= len(rest.segment.samples) / SAMPLE_RATE
        return [] if whole else self._part(rest.segment, rest.begin, end, again)

    def _part(self, segment: Segment, begin: float, end: float, again: int) -> list[Clause]:
        last = end >= len(segment.samples) / SAMPLE_RATE
        part = segment.part(begin, end, segment.whole if last else True)
        return self._clauses(part, again, UNCLEAR if last else UNCLEAR_AMID) if again else unheard(part)


def _up_to(aligned: AlignedText, at: int, second: float) -> list[Clause]:
    """Returns the clauses before a part without words; the last one ends where that part begins."""
    if at == len(aligned.words.text):
        aligned = replace(aligned, segment=aligned.segment.part(0.0, second, whole=True))
    return aligned.before(at)


def _is_scrap(clauses: list[Clause], aligned: AlignedText, end: float) -> bool:
    """True if hardly any text stands for the voice up to this time, for instance only a character of the next word."""
    if not clauses:
        return False
    words, voiced = len(_bare(clauses)), aligned.segment.voiced_between(aligned.begin, end)
    sure = sum(len(clause.text) * clause.confidence for clause in clauses) / sum(len(each.text) for each in clauses)
    return sure < UNCLEAR or (voiced >= SPOKEN and words < SLOWEST * voiced)


def _told_anyway(part: list[Clause], before: list[Clause], after: str) -> bool:
    """True if the text of a part only repeats the end of what precedes it or the beginning of what follows, which
    attention had placed too early or too late."""
    words = _bare(part)
    if len(words) < REPEATED:
        return False
    around = _bare(before)[-len(words) :] + _spoken(after)[: len(words)]
    return len(around) >= ALIKE * len(words) and bool(fuzz.partial_ratio(words, around) >= 100 * ALIKE)


def _bare(clauses: list[Clause]) -> str:
    return "".join(_spoken(clause.text) for clause in clauses)


def _spoken(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def wordless(aligned: AlignedText) -> list[tuple[int, float, float]]:
    """Returns the parts with voice and without text: the place in the text, from and to in seconds."""
    segment, long = aligned.segment, len(aligned.segment.samples) / SAMPLE_RATE
    found = list[tuple[int, float, float]]()
    first = (aligned.first, aligned.begin)
    for (_, start), (at, after) in pairwise([first, *aligned.spoken(), (len(aligned.words.text), long)]):
        if aligned.divides(at) and segment.voiced_between(start, after) >= WORDLESS:
            quiet, loud = (
                segment.pause(start + OWN, min(start + LATE_SECONDS, after))
                if at > aligned.first
                else (aligned.begin,) * 2
            )
            found.append((at, max(quiet, loud - LEAD_SECONDS), after))
    return found


def unheard(segment: Segment, least: float = MEANT) -> list[Clause]:
    """Returns a clause marked as not recognised, if there are `least` seconds of voice, enough to have been speech."""
    if segment.voiced < least:
        return []
    begin = segment.start / SAMPLE_RATE
    return [Clause("", round(begin, 3), round(begin + len(segment.samples) / SAMPLE_RATE, 3), 0.0, unheard=True)]
