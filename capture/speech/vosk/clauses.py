"""Divides Vosk's words, with their times and confidences, into clauses."""

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
"""Words of lower confidence are marked doubtful."""
SENTENCE_PAUSE_SECONDS, CLAUSE_PAUSE_SECONDS = 1.0, 0.5
"""Seconds without a word: a sentence ends; a clause ends."""
NO_WORD = ("[", "<")
"""How noises and words the pack does not know begin."""


@dataclass(frozen=True)
class Word:
    """`start`, `end` in seconds of the recording; `sure` is the confidence, 0 to 1."""

    text: str
    start: float
    end: float
    sure: float = 1.0


def words_of(result: list[dict[str, Any]]) -> list[Word]:
    """Returns the words of a result; alternatives have no confidence."""
    return [
        Word(word["word"], word["start"], word["end"], word.get("conf", 1.0))
        for word in result
        if not word["word"].startswith(NO_WORD)
    ]


def clauses(words: Sequence[Word], others: Sequence[Sequence[Word]] = ()) -> list[Clause]:
    """Returns the clauses. `others`: further readings of the same sound, of which each clause keeps its own part."""
    told = []
    for part, after in pairwise([*parts(words), ()]):
        ends = not after or after[0].start - part[-1].end >= SENTENCE_PAUSE_SECONDS
        if clause := _clause(part, ends, others):
            told.append(clause)
    return told


def parts(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Returns the words divided at every pause, and further where a part is too long."""
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
    """Returns the text with a comma if the clause continues after a pause, since Vosk writes no punctuation."""
    text = normalised(joined(words)[0], whole=ends).text
    return text if ends or not text or text[-1] in MARKS else f"{text}，"


def _meanwhile(words: Sequence[Word], start: float, end: float) -> list[Word]:
    return [word for word in words if start <= (word.start + word.end) / 2 <= end]


def joined(words: Sequence[Word]) -> tuple[str, list[tuple[int, int]]]:
    """Returns one text, and the range of each word in it. Chinese words are joined without blanks."""
    text, places = "", list[tuple[int, int]]()
    for word in words:
        if text and not (re.search(rf"{HAN}$", text) and re.match(HAN, word.text)):
            text += " "
        places.append((len(text), len(text) + len(word.text)))
        text += word.text
    return text, places


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Returns the ranges in order, adjacent ones merged."""
    whole: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return tuple(whole)
