"""`urgency(text)`: which kinds of urgency somebody's words tell of, and the telephones that belong to them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from core.urgency.context import CLAUSE_END, Sentence, sentences
from core.urgency.kinds import UrgencyKind
from core.urgency.misheard import mended
from core.urgency.rules import Rule, pattern, rules_of, table
from core.urgency.season import in_season

SAME_CLAUSE = 12
"""A rule whose words stand at most so many characters apart wants them in one clause."""
LONGEST = 50_000
"""Characters that are looked at."""


@dataclass(frozen=True)
class Hotline:
    """`name` is a source text of the catalogue, or as the province says it."""

    number: str
    name: str


@dataclass(frozen=True)
class LocalHotline:
    """A telephone that a province publishes for kinds of urgency."""

    number: str
    name: str
    kinds: tuple[UrgencyKind, ...]


@dataclass(frozen=True)
class Urgency:
    """`kinds` in the order of `UrgencyKind`, empty where nothing is urgent. `hotlines`: whom to call first."""

    kinds: tuple[UrgencyKind, ...] = ()
    hotlines: tuple[Hotline, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds)


def urgency(text: str, *, today: date | None = None, place: str = "", local: Iterable[LocalHotline] = ()) -> Urgency:
    """Judges the words. `today` and `place` (GB/T 2260) matter for heating and wages. `local`: of the province."""
    on = today or date.today()
    heard = mended(text[:LONGEST])
    found = tuple(kind for kind in UrgencyKind if _tells(kind, heard, on, place))
    return Urgency(found, hotlines_of(found, local))


def hotlines_of(kinds: Iterable[UrgencyKind], local: Iterable[LocalHotline] = ()) -> tuple[Hotline, ...]:
    """Returns each telephone once: the first of every kind, then the province's own, then the others."""
    marked = tuple(kinds)
    numbers, by_kind = table("hotlines")["numbers"], table("hotlines")["kinds"]
    wanted = [by_kind[kind] for kind in marked]
    own = [Hotline(each.number, each.name) for each in local if set(each.kinds) & set(marked)]
    first = [Hotline(each[0], numbers[each[0]]) for each in wanted]
    others = [Hotline(number, numbers[number]) for each in wanted for number in each[1:]]
    return tuple({each.number: each for each in [*first, *own, *others]}.values())


def _tells(kind: UrgencyKind, text: str, today: date, place: str) -> bool:
    told = rules_of(kind)
    season = not told.season or in_season(told.season, text, today, place)
    return any(_found(rule, kind, text, today) for rule in told.rules if season or rule.always)


def _found(rule: Rule, kind: UrgencyKind, text: str, today: date) -> bool:
    for raw in sentences(text):
        said = covered(raw)
        if (rule.beside and not rule.beside.search(said)) or (rule.unless and rule.unless.search(raw)):
            continue
        sentence = Sentence(said, today)
        for place in rule.says.finditer(said):
            if _near(rule, said, *place.span()) and not sentence.silenced(*place.span(), kind) - rule.despite:
                return True
    return False


def _near(rule: Rule, said: str, start: int, end: int) -> bool:
    """Returns whether the rule's second word stands near, before or after."""
    if rule.near is None:
        return True
    before, after = said[max(0, start - rule.within) : start], said[end : end + rule.within]
    if rule.within <= SAME_CLAUSE:
        before, after = CLAUSE_END.split(before)[-1], CLAUSE_END.split(after)[0]
    return bool(rule.near.search(before) or rule.near.search(after))


COVER = "＿"
"""Stands for each character of what is covered: places in the text stay the same."""


@cache
def _sayings() -> re.Pattern[str]:
    told = table("sayings")
    return pattern(*told["figures"], *told["names"])


def covered(text: str) -> str:
    """Covers figures of speech, names of offices and compound words that sound urgent, before the rules look."""
    return _sayings().sub(lambda found: COVER * len(found[0]), text)
