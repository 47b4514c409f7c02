"""From Vosk's words, which carry times and how sure it was, to clauses a person can judge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from capture.speech.port import IN_MIND
from capture.speech.text_normalisation import MARKS, normalised
from core.han import HAN
from core.narrative import Clause

DOUBTFUL = 0.6
"""Words less sure than this are marked."""
SENTENCE_PAUSE_SECONDS, CLAUSE_PAUSE_SECONDS = 1.0, 0.5
"""Seconds without a word: a sentence ends; a clause ends."""
NO_WORD = ("[", "<")
"""How noises and words the pack does not know begin."""


@dataclass(frozen=True)
class Word:
    """`start`, `end` in seconds of the recording; `sure` 0 to 1."""

    text: str
    start: float
    end: float
    sure: float = 1.0


def words_of(result: list[dict[str, Any]]) -> list[Word]:
    """As the library writes them; of alternatives it does not say how sure it is."""
    return [
        Word(word["word"], word["start"], word["end"], word.get("conf", 1.0))
        for word in result
        if not word["word"].startswith(NO_WORD)
    ]


def clauses(words: Sequence[Word], others: Sequence[Sequence[Word]] = ()) -> list[Clause]:
    """`others`: further readings of the same sound; a clause keeps what they say in its own time."""
    told = []
    for part, after in pairwise([*parts(words), ()]):
        ends = not after or after[0].start - part[-1].end >= SENTENCE_PAUSE_SECONDS
        if clause := _clause(part, ends, others):
            told.append(clause)
    return told


def parts(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Divided at every breath, and further where that is too long."""
    breaths = [at for at, gap in enumerate(_gaps(words), 1) if gap >= CLAUSE_PAUSE_SECONDS]
    spans = pairwise([0, *breaths, len(words)]) if words else []
    return [short for first, last in spans for short in _shortened(words[first:last])]


def _shortened(words: Sequence[Word]) -> list[Sequence[Word]]:
    if len(words) < 2 or words[-1].end - words[0].start <= IN_MIND:
        return [words]
    gaps, middle = _gaps(words), (words[0].start + words[-1].end) / 2
    at = 1 + max(range(len(gaps)), key=lambda place: (round(gaps[place], 1), -abs(words[place].end - middle)))
    return [*_shortened(words[:at]), *_shortened(words[at:])]


def _gaps(words: Sequence[Word]) -> list[float]:
    return [after.start - before.end for before, after in pairwise(words)]


def _clause(words: Sequence[Word], ends: bool, others: Sequence[Sequence[Word]]) -> Clause | None:
    heard, places = joined(words)
    said = normalised(heard, whole=ends)
    if not any(character.isalnum() for character in said.text):
        return None
    unsure = (place for word, place in zip(words, places, strict=True) if word.sure < DOUBTFUL)
    marked = [carried for place in unsure if (carried := said.carried(*place))]
    start, end = words[0].start, words[-1].end
    alike = dict.fromkeys(_ended(_meanwhile(other, start, end), ends) for other in others)
    text = _ended(words, ends)
    return Clause(
        text=text,
        start=round(start, 3),
        end=round(end, 3),
        confidence=round(sum(word.sure for word in words) / len(words), 3),
        alternatives=tuple(other for other in alike if other and other != text),
        doubtful=_merged(marked),
    )


def _ended(words: Sequence[Word], ends: bool) -> str:
    """Vosk writes no marks: a clause that goes on after a breath ends with a comma."""
    text = normalised(joined(words)[0], whole=ends).text
    return text if ends or not text or text[-1] in MARKS else f"{text}，"


def _meanwhile(words: Sequence[Word], start: float, end: float) -> list[Word]:
    return [word for word in words if start <= (word.start + word.end) / 2 <= end]


def joined(words: Sequence[Word]) -> tuple[str, list[tuple[int, int]]]:
    """One text, and where each word stands in it. Chinese words stand side by side."""
    text, places = "", list[tuple[int, int]]()
    for word in words:
        if text and not (re.search(rf"{HAN}$", text) and re.match(HAN, word.text)):
            text += " "
        places.append((len(text), len(text) + len(word.text)))
        text += word.text
    return text, places


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order; those that touch are one."""
    whole: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return tuple(whole)
