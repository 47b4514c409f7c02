"""A text that keeps, through all normalisation, the origin of each character in the recognised text."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

Origin = tuple[int, int]
"""First character and one past the last of what was heard. Empty for a mark that nobody spoke."""


@dataclass(frozen=True)
class TracedText:
    """`origins`: for each character of `text`, the recognised characters that it stands for."""

    text: str
    origins: tuple[Origin, ...]

    @classmethod
    def as_heard(cls, text: str) -> "TracedText":
        return cls(text, tuple((at, at + 1) for at in range(len(text))))

    def sub(self, pattern: re.Pattern[str], replaced: Callable[[re.Match[str]], str | None]) -> "TracedText":
        """Works like re.sub; a match for which `replaced` returns None is unchanged."""
        text, origins, done = "", list[Origin](), 0
        for found in pattern.finditer(self.text):
            new = replaced(found)
            if new is None:
                continue
            start, end = found.span()
            text += self.text[done:start] + new
            origins += [*self.origins[done:start], *self._origins_of(new, start, end)]
            done = end
        return TracedText(text + self.text[done:], (*origins, *self.origins[done:])) if done or text else self

    def respelled(self, text: str) -> "TracedText":
        """Returns the same words in other characters."""
        return TracedText(text, tuple(self._origins_of(text, 0, len(self.text))))

    def without(self, gone: Collection[int]) -> "TracedText":
        """Returns the text without the characters at these places."""
        kept = [at for at in range(len(self.text)) if at not in gone]
        return TracedText("".join(self.text[at] for at in kept), tuple(self.origins[at] for at in kept))

    def carried(self, start: int, end: int) -> Origin | None:
        """Returns where the recognised characters `start` to `end` are now; None if nothing is left of them."""
        here = [place for place, (first, last) in enumerate(self.origins) if first < end and last > start]
        return (here[0], here[-1] + 1) if here else None

    def _origins_of(self, new: str, start: int, end: int) -> list[Origin]:
        """Returns the origins: kept characters keep theirs; replaced ones get all origins of what they replace."""
        old = self.text[start:end]
        if len(new) == len(old):
            return list(self.origins[start:end])
        head = _shared(old, new)
        tail = _shared(old[head:][::-1], new[head:][::-1])
        middle = self._around(start + head, end - tail)
        kept_head, kept_tail = self.origins[start : start + head], self.origins[end - tail : end]
        return [*kept_head, *[middle] * (len(new) - head - tail), *kept_tail]

    def _around(self, start: int, end: int) -> Origin:
        """Returns all origins of these characters."""
        if start < end:
            return (self.origins[start][0], max(last for _, last in self.origins[start:end]))
        at = self.origins[start - 1][1] if start else 0
        return (at, at)


def _shared(one: str, other: str) -> int:
    """Returns the length of the common prefix."""
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
