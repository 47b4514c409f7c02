"""The slot what: what happened or is the case; neither a wish nor an introduction."""

import re

from capture.speech.slots.spoken_text import UNMARKED_CHARS, Span, SpokenText
from capture.speech.slots.vocabulary import any_of
from core.han import HAN

UNDONE = "没有?(?:批|办|给|分|发|执行|立案|人管|公开|兑现|落实|信号|修|动工|到账|收到)"
TROUBLE = re.compile(f"{any_of('matters', 'trouble')}|打[人成伤]|{UNDONE}")
INTRODUCTION = re.compile(f"{any_of('matters', 'openings')}|{HAN}{{0,4}}今年{HAN}{{1,5}}岁")
NOTHING = re.compile(any_of("matters", "nothing"))
NEED = re.compile(f".{{0,6}}{any_of('reasons', 'need')}")
"""The living conditions of a person are a reason, not the matter."""
LEAST_CHARS = 4


def what(said: SpokenText, reason: Span | None) -> Span | None:
    """Returns the first clause about trouble; else the longest that is not the reason."""
    told = [clause for clause in _told(said) if len(re.findall(HAN, clause.text)) >= LEAST_CHARS]
    plain = [clause for clause in told if not INTRODUCTION.match(clause.text)]
    for clause in (*plain, *told):
        if TROUBLE.search(clause.text):
            return clause
    plain = [each for each in plain if each != reason and not NOTHING.search(each.text) and not NEED.match(each.text)]
    if plain:
        return max(plain, key=lambda each: each.end - each.start)
    return reason if reason and reason.end - reason.start >= UNMARKED_CHARS else None


def _told(said: SpokenText) -> list[Span]:
    """Returns the clauses without wishes. 我们小区的维修基金 before 怎么用 does not count."""
    told = []
    for clause in said.clauses:
        wish = next((each for each in said.asked if clause.start <= each.start < clause.end), None)
        before = said.span(clause.start, wish.start) if wish else clause
        if not said.is_asked(clause.start) and (not wish or TROUBLE.search(before.text)):
            told.append(before)
    return told
