"""Divides the text of a segment into clauses of about a sentence, each with its own sound.

The times of characters come from the model's attention, which is inexact beside a pause; there the voice detector
determines where words end.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from capture.speech.port import IN_MIND
from capture.speech.text_normalisation import ENDS, MARKS, normalised
from capture.speech.traced_text import TracedText
from capture.speech.whisper.model import Alignment, Reading
from capture.speech.whisper.segmentation import FRAMES_PER_SECOND, SILENT, Segment
from core.narrative import Clause
from core.runs import runs
from devices.ports import SAMPLE_RATE

LEAST_CLAUSE_SECONDS = 1.5
"""Seconds, of what dividing leaves on either side."""
MARKED, HALTED, FAR = 0.4, 0.15, 0.02
"""A mark counts as so many seconds of pause; a shorter silence is none; a second from the middle costs so much."""
EARLY, DRAWN = 0.04, 0.3
"""Seconds by which attention may err; a last character sounds longer than this before a pause it reaches across."""
PADDING = 0.12
"""Seconds of silence kept around a clause."""
DOUBT = math.log(0.25)
"""A character less likely than this is shown as doubtful, unless it was put in for one that was (decision 0032)."""


@dataclass(frozen=True, eq=False)
class AlignedText:
    """The text of a segment. `moments`: the time of each character of `words`, seconds from the segment's start."""

    reading: Reading
    trace: Alignment
    segment: Segment
    words: TracedText
    moments: tuple[float, ...]
    first: int = 0
    """The number of characters of `words` that were returned before."""

    @classmethod
    def of(cls, reading: Reading, trace: Alignment, segment: Segment) -> "AlignedText":
        words = normalised(reading.text, segment.whole)
        pauses = _pauses(segment)
        spoken = max((at for at, char in enumerate(reading.text) if char.isalnum()), default=0)
        afters = [*trace.starts[1 : spoken + 1], *trace.starts[spoken:]]  # another voice may follow the last character
        starts = [_settled(start, after, pauses) for start, after in zip(trace.starts, afters, strict=True)]
        moments, moment = list[float](), 0.0
        for first, last in words.origins:
            moment = max(moment, starts[first] if first < last else moment)
            moments.append(moment)
        return cls(reading, trace, segment, words, tuple(moments))

    @property
    def text(self) -> str:
        return self.words.text[self.first :]

    @property
    def begin(self) -> float:
        """Returns the start of the text, in seconds from the segment's start."""
        return self.moments[self.first] if 0 < self.first < len(self.moments) else 0.0

    @property
    def start(self) -> float:
        """Returns seconds from the first sample of the recording."""
        return self.segment.start / SAMPLE_RATE + (self.moments[self.first] if self.text else 0.0)

    def without(self, first: int, last: int) -> "AlignedText":
        """Returns the text without these characters, which were not said."""
        words = self.words.without(range(first, last))
        return replace(self, words=words, moments=self.moments[:first] + self.moments[last:])

    def clauses(self) -> list[Clause]:
        return self._told(len(self.words.text))

    def spoken(self) -> Iterator[tuple[int, float]]:
        """Yields the characters other than punctuation, with their times."""
        places = range(self.first, len(self.words.text))
        return ((at, self.moments[at]) for at in places if self.words.text[at] not in MARKS)

    def divides(self, at: int) -> bool:
        """True if the text may be divided before this character, or ends there."""
        return at == len(self.words.text) or self._starts(at)

    def before(self, place: int) -> list[Clause]:
        """Returns the clauses up to a character (exclusive)."""
        return self._told(place)

    def until(self, second: float) -> list[Clause]:
        """Returns the clauses of what was said before this time in the segment."""
        return self._told(self._place(second))

    def after(self, second: float) -> "AlignedText":
        """Returns the text without what was said before this time."""
        return replace(self, first=self._place(second))

    def split_point(self, second: float) -> float:
        """Returns where to divide near this time: there in a pause; within a word, where the next one begins, so that
        no word is cut."""
        place = self._place(second)
        silent = any(quiet <= second <= loud for quiet, loud in _pauses(self.segment))
        return second if silent or place == len(self.words.text) else self.moments[place]

    def _told(self, last: int) -> list[Clause]:
        return [clause for part in self._parts(self.first, last) if (clause := self._clause(*part))]

    def _place(self, second: float) -> int:
        """Returns the first character said after this time."""
        text = self.words.text
        return next(
            (at for at in range(self.first, len(text)) if self._starts(at) and self.moments[at] >= second), len(text)
        )

    def _starts(self, at: int) -> bool:
        """True if a clause may start with this character: not with punctuation, nor within a number."""
        if self.words.text[at] in MARKS or not at:
            return False
        return not re.fullmatch(r"[0-9A-Za-z.%][0-9A-Za-z.%]", self.words.text[at - 1 : at + 1])

    def _parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """Returns sentences, and parts of sentences that are too long."""
        if first >= last:
            return []
        ends = [at for at in range(first + 1, last) if self._starts(at) and self.words.text[at - 1] in ENDS]
        return [part for sentence in pairwise([first, *ends, last]) for part in self._shortened(*sentence)]

    def _shortened(self, first: int, last: int) -> list[tuple[int, int]]:
        begin, end = self._span(first, last)
        if end - begin <= IN_MIND:
            return [(first, last)]
        places = [
            at
            for at in range(first + 1, last)
            if self._starts(at) and begin + LEAST_CLAUSE_SECONDS <= self.moments[at] <= end - LEAST_CLAUSE_SECONDS
        ]
        if not places:
            return [(first, last)]
        middle = (begin + end) / 2
        at = max(places, key=lambda place: self._break(place) - FAR * abs(self.moments[place] - middle))
        return [*self._shortened(first, at), *self._shortened(at, last)]

    def _break(self, at: int) -> float:
        """Returns how well the text can be divided before this character, in seconds of pause."""
        marked = MARKED if self.words.text[at - 1] in MARKS else 0.0
        return marked + self._silence(self.moments[at])

    def _silence(self, moment: float) -> float:
        return next((end - begin for begin, end in _pauses(self.segment) if begin - 0.05 <= moment <= end + 0.05), 0.0)

    def _span(self, first: int, last: int) -> tuple[float, float]:
        """Returns the time from its first word to the next clause's, without most of the silence between them."""
        begin = self.moments[first] if first else 0.0
        end = self.moments[last] if last < len(self.words.text) else len(self.segment.samples) / SAMPLE_RATE
        for quiet, loud in _pauses(self.segment):
            if quiet - 0.05 <= begin <= loud + 0.05:
                begin = max(quiet, loud - PADDING)
            if quiet < end <= loud + 0.05:
                end = min(loud, quiet + PADDING)
        return begin, max(begin, end)

    def _clause(self, first: int, last: int) -> Clause | None:
        text = self.words.text[first:last]
        if not any(char.isalnum() for char in text):
            return None
        begin, end = self._span(first, last)
        offset = self.segment.start / SAMPLE_RATE
        likely = [self._likely(at) for at in range(first, last) if self.words.text[at] not in MARKS]
        return Clause(
            text=text,
            start=round(offset + begin, 3),
            end=round(offset + end, 3),
            confidence=round(math.exp(sum(likely) / len(likely)), 3),
            alternatives=self._alternatives(first, last),
            doubtful=self._doubtful(first, last),
        )

    def _likely(self, at: int) -> float:
        """Returns the lowest confidence of the recognised characters that this one stands for."""
        first, last = self.words.origins[at]
        return min(self.trace.likely[first:last], default=0.0)

    def _unsure(self, at: int) -> bool:
        mended = not self.reading.mended.isdisjoint(range(*self.words.origins[at]))
        return self.words.text[at].isalnum() and not mended and self._likely(at) < DOUBT

    def _doubtful(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
        return tuple(runs(self._unsure(at) for at in range(first, last)))

    def _alternatives(self, first: int, last: int) -> tuple[str, ...]:
        """Returns what the other readings have for this clause."""
        heard = self.reading.text
        begin = self._origin(first) if first else 0
        end = self._origin(last) if last < len(self.words.text) else len(heard)
        text = self.words.text[first:last]
        bare = text.rstrip(MARKS)
        found = dict[str, None]()
        for other in self.reading.others:
            place = _carried(heard, other)
            said = normalised(other[place[begin] : place[end]], whole=False).text.rstrip(MARKS)
            if said and said != bare:
                found[said + text[len(bare) :]] = None
        return tuple(found)

    def _origin(self, at: int) -> int:
        """Returns the place in the recognised text where this character begins."""
        return self.words.origins[at][0]


def _pauses(segment: Segment) -> list[tuple[float, float]]:
    """Returns silences, in seconds from the segment's start."""
    spans = runs(likely < SILENT for likely in segment.voice)
    return [
        (begin / FRAMES_PER_SECOND, end / FRAMES_PER_SECOND)
        for begin, end in spans
        if (end - begin) / FRAMES_PER_SECOND >= HALTED
    ]


def _settled(start: float, after: float, pauses: list[tuple[float, float]]) -> float:
    """Moves the start of a character from the pause before it to where the voice begins, since attention is
    inexact there."""
    for quiet, loud in pauses:
        across = after > loud + EARLY and quiet - start < DRAWN
        if start < loud and after > quiet and (start >= quiet or across):
            start = loud
    return start


def _carried(one: str, other: str) -> list[int]:
    """Returns, for each place of one text including its end, the corresponding place of the other."""
    places = [0] * (len(one) + 1)
    for step in Levenshtein.opcodes(one, other):
        for at in range(step.src_start, step.src_end):
            places[at] = min(step.dest_start + at - step.src_start, step.dest_end)
    places[len(one)] = len(other)
    return places
