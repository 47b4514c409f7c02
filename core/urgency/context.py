"""What silences a finding: it is denied, over, imagined, only asked about, or somebody else's news. Days of the
calendar (四月初六, 10月3号) that lie more than a month back tell of something past, too."""

import re
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache
from operator import itemgetter

from core.urgency.rules import pattern, table

SENTENCE_END = re.compile(r"[。！？!?；;\n]+")
CLAUSE_END = re.compile(r"[，,、：:\s]+")
LONG = 18
"""Characters: a stretch without stops, as recognisers write, is parted before words that begin a clause."""
PAST_REACH, IMAGINED_REACH, HEARSAY_REACH = 4, 1, 3
"""How many clauses after its own a word of the past, of a supposition, of hearsay reaches."""
NEAR, WHOLE, OVER_REACH = 20, 300, 80
"""Characters: how far back a finding may be denied, how much of a clause counts, how far on it may be over."""
PEOPLE = frozenset({"life", "self-harm", "violence", "child", "health", "fire"})
"""Kinds of what befalls somebody: hearsay about the speaker's own people counts."""
EXPERIENCED, NEVER = re.compile(r"过(?![来去年节路日敏程量户于度得])"), re.compile(r"[没不].{0,3}过")
DENIED_INSIDE = re.compile(r"不是|并没|没有?被|从来?没")
BEGINS = r"(?<!^)(?=还有|另外|但是|可是|不过|就是|现在|然后|后来|因为|所以|关键是|而且|我来|第[一二三]个?)"


@cache
def _words() -> dict[str, re.Pattern[str]]:
    told = table("context")
    small = told.pop("small")
    told["denied"] = f"(?:{told['denied']})(?:{small}){{0,3}}$"
    return {name: pattern(words) for name, words in told.items()}


def sentences(text: str) -> list[str]:
    return [each for each in SENTENCE_END.split(text) if each.strip()]


class Sentence:
    """A sentence and its clauses, in which findings stand at places."""

    def __init__(self, text: str, today: date) -> None:
        self.text, self.today = text, today
        self.starts = self._starts()
        self._said: dict[str, list[tuple[int, int]]] = {}

    def _starts(self) -> list[int]:
        starts = [0, *(found.end() for found in CLAUSE_END.finditer(self.text))]
        for start, end in zip(list(starts), [*starts[1:], len(self.text)], strict=True):
            if end - start > LONG:
                starts += [start + found.start() for found in re.finditer(BEGINS, self.text[start:end])]
        return sorted({0, *(each for each in starts if each < len(self.text))})

    def silenced(self, start: int, end: int, kind: str) -> frozenset[str]:
        """Returns the contexts that hold for what stands from `start` to `end`."""
        clause = bisect_right(self.starts, start) - 1
        holding = {
            "denied": self._denied(start, end, clause),
            "past": self._past(start, end, clause),
            "imagined": self._imagined(start, clause),
            "hearsay": self._hearsay(start, clause, kind),
            "asked": self._asked(clause),
            "over": self._over(end),
        }
        return frozenset(name for name, holds in holding.items() if holds)

    def _words(self, name: str) -> list[tuple[int, int]]:
        """Returns where words of a context stand, looked for once."""
        if name not in self._said:
            self._said[name] = [found.span() for found in _words()[name].finditer(self.text)]
            if name == "past":
                days = past_days(self.text, self.today)
                self._said[name] = sorted([*self._said[name], *((each, each) for each in days)], key=itemgetter(1))
        return self._said[name]

    def _any(self, name: str, first: int, last: int) -> bool:
        """Returns whether such a word begins at `first` or later and ends by `last`."""
        words = self._words(name)
        at = bisect_left(words, first, key=itemgetter(0))
        return at < len(words) and words[at][1] <= last

    def _last(self, name: str, first: int, last: int) -> int | None:
        """Returns where the last such word ends, of those that begin at `first` or later and end by `last`."""
        words = self._words(name)
        at = bisect_right(words, last, key=itemgetter(1)) - 1
        return words[at][1] if at >= 0 and words[at][0] >= first else None

    def _reaches(self, name: str, first: int, start: int) -> bool:
        """Returns whether such a word stands before, and nothing of the present or of another subject between."""
        ended = self._last(name, first, start)
        return ended is not None and not (self._any("now", ended, start) or self._any("turn", ended, start))

    def _start_of(self, clause: int) -> int:
        return self.starts[max(0, clause)]

    def _clause(self, number: int) -> str:
        if number >= len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : min(end, self.starts[number] + WHOLE)].rstrip("，,、：: ")

    def _denied(self, start: int, end: int, clause: int) -> bool:
        if DENIED_INSIDE.search(self.text, start, end):
            return True
        return _words()["denied"].search(self.text[max(self.starts[clause], start - NEAR) : start]) is not None

    def _past(self, start: int, end: int, clause: int) -> bool:
        """A word of the past before it, and none of the present between; or its own 过."""
        found = self.text[max(0, start - 1) : end + 1]
        if EXPERIENCED.search(found) and not NEVER.search(found):
            return not self._any("now", self.starts[clause], start)
        first = self._start_of(clause - PAST_REACH)
        return self._reaches("past", first, start) or self._last("past", start, end) is not None

    def _imagined(self, start: int, clause: int) -> bool:
        end = self.starts[clause + 1] if clause + 1 < len(self.starts) else len(self.text)
        own = self._any("imagined", self.starts[clause], min(end, self.starts[clause] + WHOLE))
        return own or self._reaches("imagined", self._start_of(clause - IMAGINED_REACH), start)

    def _hearsay(self, start: int, clause: int, kind: str) -> bool:
        first = self._start_of(clause - HEARSAY_REACH)
        if not self._reaches("hearsay", first, start):
            return False
        heard = self._last("hearsay", first, start) or start
        return not (kind in PEOPLE and self._any("own", heard, start))

    def _asked(self, clause: int) -> bool:
        """A general question: its clause asks, or the next one does, and names nobody and no time."""
        own = self._clause(clause)
        asks = _words()["asked"].search(own) or _words()["asked_next"].search(self._clause(clause + 1))
        return asks is not None and not _words()["anchored"].search(own)

    def _over(self, end: int) -> bool:
        after = min(len(self.text), end + OVER_REACH)
        if self._any("aftermath", end, after) and not self._words("now"):
            return True
        words = self._words("over")
        at = bisect_left(words, end, key=itemgetter(0))
        return at < len(words) and words[at][1] <= after and not self._any("still", end, words[at][0])


DAY = re.compile(
    r"(?P<month>1[0-2]|[1-9]|十[一二]?|[二三四五六七八九]|正|腊)月(?:初?[一二三四五六七八九十廿]{1,3}|[0-3]?\d)(?:[日号]|(?![\d天月个]))(?!就|起|开始|以来)"
)
MONTHS = {**{name: number for number, name in enumerate("正二三四五六七八九十", 1)}, "十一": 11, "十二": 12, "腊": 12}


def past_days(text: str, today: date) -> list[int]:
    """Returns the places where days that lie more than a month back end in the text. The year is the last possible."""
    found = ((each, each["month"]) for each in DAY.finditer(text))
    return [each.end() for each, month in found if 1 < (today.month - _number(month)) % 12 < 11]


def _number(month: str) -> int:
    return int(month) if month.isdigit() else MONTHS[month]
