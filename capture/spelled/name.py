"""Recognises a spoken name, spelled or not, with alternatives for each character."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from capture.pinyin import readings, sounding
from capture.spelled.sound import alike, homophones
from capture.spelled.spelling import Spelling, spellings
from capture.spelled.tables import COMPOUND, given, surnames
from core.han import HAN, HAN_RANGES

INTRODUCED = re.compile(
    rf"(?:我的名字[叫是]|名字[叫是]|姓名[叫是]?|我叫做?|名叫|叫做|我是|叫)([{HAN_RANGES}·]{{1,16}})"
)
SURNAMED = re.compile(rf"(?:我姓|姓(?!名))({HAN})")
ANY = re.compile(rf"[{HAN_RANGES}·]+")
MAX_NAME_CHARS = 4
"""Characters of a Chinese name; one with a · in it, of another people, may have more."""

MAX_CHOICES = 12
"""Choices for one place."""


@dataclass(frozen=True, repr=False)
class HeardName:
    """`places`: the candidates for each character, likeliest first."""

    places: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "".join(choices[0] for choices in self.places)


def hear_name(text: str) -> HeardName:
    """Returns the name: 章建国 for 我叫章建国，立早章，建设的建. No places if there is no name. Never raises."""
    spelled = spellings(text)
    said = _said(text, spelled) or "".join(each.named for each in spelled)
    sure: dict[int, str] = {}
    for each in spelled:
        place = next((n for n, heard in enumerate(said) if n not in sure and alike(heard, each.named)), None)
        if place is not None:
            sure[place] = each.character
    if "·" in said:
        return HeardName(tuple((each,) for each in said))
    family = 0 if said[:2] in COMPOUND else 1
    return HeardName(tuple(_choices(heard, sure.get(n, ""), n < family) for n, heard in enumerate(said)))


def _said(text: str, spelled: list[Spelling]) -> str:
    """Returns the name as it was recognised, empty if none."""
    rest = text
    for each in spelled:
        rest = rest[: each.start] + "，" * (each.end - each.start) + rest[each.end :]
    surname = SURNAMED.search(rest)
    introduced = INTRODUCED.search(rest)
    said = introduced[1] if introduced else "" if surname else _alone(rest)
    if surname and not (said and alike(said[0], surname[1])):
        said = surname[1] + said
    return said if "·" in said else said[:MAX_NAME_CHARS]


def _alone(rest: str) -> str:
    """Returns a name without 我叫 before it, if it is short and begins like a surname."""
    for said in ANY.findall(rest):
        if "·" in said or (
            len(said) <= MAX_NAME_CHARS and (said[0] in surnames() or homophones_in(said[0], surnames()))
        ):
            return str(said)
    return ""


def homophones_in(character: str, known: Mapping[str, int]) -> list[str]:
    """Returns those of its homophones that are known, commonest first; exact ones before similar ones."""
    exact = [each for syllable in readings(character) for each in sounding(syllable) if each in known]
    near = [each for each in homophones(character) if each in known]
    return [*sorted(exact, key=known.__getitem__), *sorted(near, key=known.__getitem__)]


def _choices(heard: str, spelled: str, family: bool) -> tuple[str, ...]:
    known = surnames() if family else given()
    others = homophones(heard)
    common = homophones_in(heard, known)
    first = [spelled, heard] if spelled or heard in known else [*common[:1], heard]
    return tuple(dict.fromkeys(each for each in (*first, *common, *others) if each))[:MAX_CHOICES]
