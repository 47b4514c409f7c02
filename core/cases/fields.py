"""The fields of actions, by the names of the contract (`gateway act … --set name=value`), and how each is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from core.bounded_types import LINE_CHARS, STORY_CHARS
from core.cases.clocks import profiles
from core.cases.refusals import bad_value
from core.cases.state import SIXTH_WAY, Answer, Finding, Outcome, Track
from core.petition import Purpose

SEPARATORS = re.compile(r"[;；\n]+")
"""Between the entries of a list."""


@dataclass(frozen=True)
class Field:
    """`read` returns the value as JSON has it and raises ValueError. `sealed`: words about the matter or a person, kept
    sealed; anything else stands in clear in the event. `choices`: all the values there are."""

    read: Callable[[str], Any]
    sealed: bool = False
    choices: tuple[str, ...] = ()


def _choice(*choices: str) -> Field:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError
        return text

    return Field(read, choices=choices)


def _text(limit: int) -> Field:
    def read(text: str) -> str:
        if not text.strip() or len(text) > limit:
            raise ValueError
        return text.strip()

    return Field(read, sealed=True)


def _entries(text: str) -> list[str]:
    found = [each.strip() for each in SEPARATORS.split(text) if each.strip()]
    if not found or len(text) > STORY_CHARS:
        raise ValueError
    return found


def _outcomes(text: str) -> list[str]:
    return [Outcome(each).value for each in re.split(r"[;；,，\s]+", text.strip())]


def _day(text: str) -> str:
    return date.fromisoformat(text.strip()).isoformat()


def _time(text: str) -> str:
    return time.fromisoformat(text.strip()).strftime("%H:%M")


def _number(least: int, most: int) -> Field:
    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError
        return number

    return Field(read)


def _name(text: str) -> str:
    """An id of an organ, a login, or the number of a case."""
    if not re.fullmatch(r"[\w.@:\\-]{1,64}", text.strip()):
        raise ValueError
    return text.strip()


def _names(text: str) -> list[str]:
    return [_name(each) for each in re.split(r"[;；,，\s]+", text.strip())]


def _profile(text: str) -> str:
    if text not in profiles():
        raise ValueError
    return text


DAY, NAME, LINE, STORY = Field(_day), Field(_name), _text(LINE_CHARS), _text(STORY_CHARS)
YES_OR_NO = _choice("yes", "no")
FIELDS: Mapping[str, Field] = {
    "kind": _choice(Purpose.SUGGESTION, Purpose.REQUEST, Purpose.ACCUSATION),
    "way": _number(1, SIXTH_WAY),
    "profile": Field(_profile),
    "track": _choice(*Track),
    "unit": NAME,
    "units": Field(_names),
    "organ": NAME,
    "officer": NAME,
    "case": NAME,
    "term": DAY,
    "on": DAY,
    "until": DAY,
    "by": DAY,
    "days": _number(1, 366),
    "reasons": STORY,
    "should_have": LINE,
    "procedure": LINE,
    "contact": LINE,
    "minutes": LINE,
    "place": LINE,
    "conclusion": STORY,
    "matters": Field(_entries, sealed=True),
    "facts": STORY,
    "opinion": STORY,
    "basis": STORY,
    "outcomes": Field(_outcomes, choices=tuple(Outcome)),
    "how": _choice("in-hand", "post", "electronic", "left", "public"),
    "signer": LINE,
    "proof": LINE,
    "ground": LINE,
    "remedy": LINE,
    "earlier": LINE,
    "finding": _choice(*Finding),
    "terms": STORY,
    "done": STORY,
    "report": STORY,
    "demand": STORY,
    "note": STORY,
    "method": _choice("in-person", "telephone", "other"),
    "notice_received": YES_OR_NO,
    "opinion_received": YES_OR_NO,
    "carried_out": YES_OR_NO,
    "relation": _choice("same-matter", "same-person", "related"),
    "document": _choice("extend", "hearing"),
    "request": _choice("copy", "correct", "delete"),
    "answer": STORY,
    "about": _choice("meeting", "hearing"),
    "at": Field(_time),
    "attends": _choice(*Answer),
    "wished": DAY,
    "came": YES_OR_NO,
    "promise": STORY,
    "pledge": _number(1, 10**6),
}


def read(given: Mapping[str, str]) -> dict[str, Any]:
    """Returns the values as JSON has them; empty ones are left out. Raises Unlawful `missing` for a value that is none,
    and for a name that is not a field."""
    values: dict[str, Any] = {}
    for name, text in given.items():
        field = FIELDS.get(name)
        if field is None:
            raise bad_value(name)
        if not text.strip():
            continue
        try:
            values[name] = field.read(text)
        except ValueError:
            raise bad_value(name) from None
    return values
