"""Divides a spoken text at punctuation or, without any, at words that begin something new."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

MARKS = "，。！？；,!?;\n"
BEGIN, STOP = f"(?:^|(?<=[{MARKS}]))", f"(?=$|[{MARKS}])"
"""Where a clause begins and ends, for regular expressions."""
BREAK = re.compile(f"[{MARKS}]+")
UNMARKED_CHARS = 16
"""Characters without punctuation that show that a recogniser marks no pauses."""
TURN = re.compile(
    "(?<=.)(?=希望|恳请|请问|请求|要求|因为|由于|但是|可是|结果|现在|说好|当时|合同|一直|到现在|我家|我们|导致|影响)"
)


@dataclass(frozen=True)
class Span:
    """Characters from start to end (exclusive) of the text in which it was found."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class SpokenText:
    text: str
    asked: tuple[Span, ...] = ()
    """What is wanted. Nothing in there happened: 请夜里来查 is no time, 依法处理 no reason."""

    def span(self, start: int, end: int) -> Span:
        return Span(self.text[start:end], start, end)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        ends = [(found.start(), found.end()) for found in BREAK.finditer(self.text)]
        starts = [0, *(end for _, end in ends)]
        whole = zip(starts, [*(start for start, _ in ends), len(self.text)], strict=True)
        return tuple(part for start, end in whole if start < end for part in self._parts(start, end))

    def clause_at(self, place: int) -> Span:
        return _around(self.clauses, place) or self.span(place, place + 1)

    def is_asked(self, place: int) -> bool:
        return _around(self.asked, place) is not None

    def told(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yields matches outside of wishes."""
        return (found for found in pattern.finditer(self.text) if found[0] and not self.is_asked(found.start()))

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        if end - start <= UNMARKED_CHARS:
            yield self.span(start, end)
            return
        cuts = [start, *(found.start() for found in TURN.finditer(self.text, start, end)), end]
        yield from (self.span(one, other) for one, other in pairwise(cuts) if one < other)


def _around(spans: tuple[Span, ...], place: int) -> Span | None:
    """Returns the one of the ordered spans that covers a place."""
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and place < spans[at].end else None
