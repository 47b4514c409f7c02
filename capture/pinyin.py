"""Pinyin without tones to words, for the on-screen keyboard. It learns nothing from what people type.

The words come from `resources/pinyin/words.gz`; its `make.py` documents the format.
"""

import gzip
import re
from functools import cache, cached_property
from typing import NamedTuple

from core.resources import resource

INITIALS = frozenset("b p m f d t n l g k h j q x zh ch sh r z c s y w".split())
LONGEST_SYLLABLE = 6
SYLLABLE_COST, OPEN_COST, INITIAL_COST = 12, 18, 30
"""What a whole syllable, an unfinished last one, and a bare initial take from the weight of a word."""

UNFINISHED_COST = 40
"""... and a last syllable that is whole already, but opens a longer one: `xian` for 向."""

WORD_COST = 180
"""What each word of a sentence takes: the weight of the whole corpus, ten times its logarithm."""

BREADTH = 6
"""How many ways to cut the letters are followed up at each place."""

MOST_LETTERS = 48
ACCENTS = (
    *((f"{flat}(?!h)", f"{flat}h") for flat in "zcs"),
    *((f"{flat}h", flat) for flat in "zcs"),
    ("n(?=[aeiouv])", "l"),
    ("l", "n"),
    ("(?<![zcs])h", "f"),
    ("f", "h"),
    ("(?<=[aei])n(?!g)", "ng"),
    ("(?<=[aei])ng", "n"),
)
"""Sounds that many people do not distinguish in speech and so in spelling."""
ACCENT_COST, MOST_ACCENTED = 35, 14
RARE_READING = 45
"""A reading this much lighter than the usual one is met in dictionaries only: yu for 王."""


class Candidate(NamedTuple):
    """A word or character for the first `consumed` letters."""

    text: str
    consumed: int


Row = dict[tuple[str, ...], list[tuple[str, int]]]
"""Syllables to the words read so, each with its weight, best first."""


class Cut(NamedTuple):
    """One way to divide the first letters into syllables, beginnings of syllables, and initials."""

    cost: int
    units: tuple[str, ...] = ()


def candidates(typed: str, limit: int = 100) -> list[Candidate]:
    """Returns candidates for the letters, likeliest first; `v` is ü, an apostrophe separates
    syllables. Never raises."""
    letters = _letters(typed)
    found = _ranked(_with_accents(letters, _scores(letters)))
    if letters and (not found or found[0].consumed < len(letters)):
        found = [*_sentence(letters), *found]
    return list(dict.fromkeys(found))[: max(0, limit)]


def readings(character: str) -> tuple[str, ...]:
    """Returns its syllables without tones, the usual one first, without rare ones; none if it is no character."""
    known = _table().characters.get(character, [])
    return tuple(syllable for rarity, syllable in known if rarity < known[0][0] + RARE_READING)


def syllables() -> frozenset[str]:
    return _table().syllables


def sounding(syllable: str) -> list[str]:
    """Returns the characters with this reading, commonest first."""
    rows = _table().row(syllable[:1]) if syllable in _table().syllables else {}
    return [character for character, _ in rows.get((syllable,), ())]


def _letters(typed: str) -> str:
    """Returns the part that is pinyin, in the spelling of the table."""
    plain = "".join(letter.lower() if letter.isascii() else "v" if letter in "üÜ" else " " for letter in typed)
    length = next((n for n, letter in enumerate(plain) if letter not in "abcdefghijklmnopqrstuvwxyz'"), len(plain))
    return plain[: min(length, MOST_LETTERS)].replace("lue", "lve").replace("nue", "nve")


def _scores(letters: str, most: int | None = None) -> dict[Candidate, int]:
    """Returns words and characters for the beginning of the letters; of those with one reading the `most` likeliest."""
    scores: dict[Candidate, int] = {}
    for consumed, cuts in enumerate(_cuts(letters)):
        for cut in cuts:
            for syllables, words in _table().row("".join(unit[0] for unit in cut.units)).items():
                loss = _loss(cut.units, syllables, at_end=consumed == len(letters))
                if loss is not None:
                    _keep_best(scores, words[:most], consumed, cut.cost + loss)
    return scores


def _keep_best(scores: dict[Candidate, int], words: list[tuple[str, int]], consumed: int, cost: int) -> None:
    for text, weight in words:
        candidate, score = Candidate(text, consumed), weight - cost
        known = scores.get(candidate)
        if known is None or score > known:
            scores[candidate] = max(score, -WORD_COST)


def _with_accents(letters: str, scores: dict[Candidate, int]) -> dict[Candidate, int]:
    """Adds words for all the letters in the spellings that `_accents` returns."""
    for other in _accents(letters):
        for candidate, score in _scores(other).items():
            if candidate.consumed == len(other):
                here = Candidate(candidate.text, len(letters))
                scores[here] = max(score - ACCENT_COST, scores.get(here, -WORD_COST))
    return scores


def _accents(letters: str) -> list[str]:
    """Returns other spellings without one common accent each: zhang for zang, nan for lan, ming for min. None for
    initials alone."""
    if not 2 <= len(letters) <= MOST_ACCENTED or not re.search("[aeiouv]", letters):
        return []
    spelled = (re.sub(heard, meant, letters) for heard, meant in ACCENTS)
    return [other for other in dict.fromkeys(spelled) if other != letters]


def _ranked(scores: dict[Candidate, int]) -> list[Candidate]:
    """Returns candidates that use more letters first; each text once, at its best place."""
    ranked = sorted(scores, key=lambda candidate: (-candidate.consumed, -scores[candidate]))
    best = {candidate.text: candidate for candidate in reversed(ranked)}
    return [candidate for candidate in ranked if best[candidate.text] is candidate]


def _loss(units: tuple[str, ...], syllables: tuple[str, ...], at_end: bool) -> int | None:
    """Returns the penalty of the units for these syllables, whole or as beginnings; None if they do not match."""
    whole = _table().syllables
    for place, (unit, syllable) in enumerate(zip(units, syllables, strict=True), 1):
        if unit != syllable and (
            not syllable.startswith(unit) or (unit in whole and not (at_end and place == len(units)))
        ):
            return None
    return UNFINISHED_COST if units[-1] != syllables[-1] and units[-1] in whole else 0


def _cuts(letters: str) -> list[list[Cut]]:
    """Returns, for each number of letters, the best divisions of exactly so many; an incomplete
    syllable only at the end."""
    reached: list[list[Cut]] = [[Cut(0)], *([] for _ in letters)]
    for start in range(len(letters)):
        reached[start] = sorted(set(reached[start]))[:BREADTH]
        if letters[start] == "'":
            reached[start + 1] += reached[start]
            continue
        for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(letters)) + 1):
            cost = _cost(letters[start:end], last=end == len(letters))
            if cost is not None:
                reached[end] += [Cut(cut.cost + cost, (*cut.units, letters[start:end])) for cut in reached[start]]
    return [[], *(sorted(set(cuts))[:BREADTH] for cuts in reached[1:])]


def _cost(unit: str, last: bool) -> int | None:
    table = _table()
    if unit in table.syllables:
        return SYLLABLE_COST
    if unit in INITIALS:
        return INITIAL_COST
    return OPEN_COST if last and unit in table.openings else None


def _sentence(letters: str) -> list[Candidate]:
    """Returns the likeliest sequence of words, as far as the letters form words."""
    best: dict[int, tuple[int, str]] = {0: (0, "")}
    for start in range(len(letters)):
        if start not in best:
            continue
        score, text = best[start]
        for candidate, gain in _scores(letters[start:], most=1).items():
            end = start + candidate.consumed
            new = score + gain - WORD_COST
            if end not in best or new > best[end][0]:
                best[end] = new, text + candidate.text
    done = max(best)
    return [Candidate(best[done][1], done)] if done else []


class _Table:
    def __init__(self, text: str) -> None:
        first, *rows = text.split("\n")
        self.syllables = frozenset(first.split())
        self.openings = frozenset(syllable[:n] for syllable in self.syllables for n in range(1, len(syllable)))
        self._rows = dict(row.split("\t") for row in rows)
        self._read: dict[str, Row] = {}

    @cached_property
    def characters(self) -> dict[str, list[tuple[int, str]]]:
        """Returns each character's readings, the commonest first, with their penalties."""
        found: dict[str, list[tuple[int, str]]] = {}
        for letter in {syllable[0] for syllable in self.syllables}:
            for (syllable, *_), words in self.row(letter).items():
                for character, weight in words:
                    found.setdefault(character, []).append((-weight, syllable))
        return {character: sorted(each) for character, each in found.items()}

    def row(self, letters: str) -> Row:
        """Returns the words whose syllables begin with these letters."""
        if letters not in self._read:
            self._read[letters] = _row(self._rows.get(letters, ""))
        return self._read[letters]


def _row(line: str) -> Row:
    row: Row = {}
    for part in filter(None, line.split("|")):
        text, *syllables, weight = part.split(" ")
        row.setdefault(tuple(syllables), []).append((text, int(weight)))
    return row


@cache
def _table() -> _Table:
    return _Table(gzip.decompress(resource("pinyin", "words.gz").read_bytes()).decode("utf-8"))
