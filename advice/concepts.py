"""Words that mean the same here: 工钱, 薪水, 血汗钱 are one concept. Found as written, or as they sound."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from advice.sound import sound
from core.resources import resource


@dataclass(frozen=True)
class Found:
    """A concept in a text, from `start` to `end`. `heard`: only its sound is there, in other characters than those of
    `word`."""

    concept: str
    start: int
    end: int
    heard: bool = False
    word: str = ""


class Concepts:
    def __init__(self, table: dict[str, str], filler: tuple[str, ...]) -> None:
        self._written: dict[str, str] = {}
        self._sounds: dict[tuple[str, ...], tuple[str, str]] = {}
        for concept, words in table.items():
            for word in words.split():
                self._written.setdefault(word, concept)
                if len(word) > 1:
                    self._sounds.setdefault(tuple(map(sound, word)), (concept, word))
        self._longest = max(map(len, self._written))
        self._filler = sorted(filler, key=len, reverse=True)

    def without_filler(self, text: str) -> str:
        """Returns the text without phrases that ask and say nothing of the matter."""
        for phrase in self._filler:
            text = text.replace(phrase, "")
        return text

    def find(self, text: str) -> Iterator[Found]:
        """Yields concepts from left to right, the longest word at each place; those that are only heard last."""
        taken = [False] * len(text)
        for found in self._written_in(text):
            taken[found.start : found.end] = [True] * (found.end - found.start)
            yield found
        syllables = tuple(map(sound, text))
        yield from self._heard_in(syllables, taken)

    def respelled(self, text: str) -> str:
        """Returns the text with words that are only heard written as they are meant: 公资 becomes 工资."""
        for each in self.find(text):
            if each.heard and not any(character.isascii() for character in text[each.start : each.end]):
                text = text[: each.start] + each.word + text[each.end :]
        return text

    def _written_in(self, text: str) -> Iterator[Found]:
        at = 0
        while at < len(text):
            ends = range(min(len(text), at + self._longest), at, -1)
            end = next((end for end in ends if text[at:end] in self._written), None)
            if end:
                yield Found(self._written[text[at:end]], at, end)
            at = end or at + 1

    def _heard_in(self, syllables: tuple[str, ...], taken: list[bool]) -> Iterator[Found]:
        at = 0
        while at < len(syllables):
            ends = range(min(len(syllables), at + self._longest), at + 1, -1)
            end = next((end for end in ends if not all(taken[at:end]) and syllables[at:end] in self._sounds), None)
            if end:
                concept, word = self._sounds[syllables[at:end]]
                yield Found(concept, at, end, heard=True, word=word)
            at = end or at + 1


@cache
def concepts() -> Concepts:
    table = tomllib.loads(resource("answers", "synonyms.toml").read_text("utf-8"))
    return Concepts(table["concepts"], tuple(table["filler"]["phrases"].split()))
