"""Reads a TOML file written by a technician into a typed model; errors name the line."""

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from core.message import Fact, Message, texts
from core.problems import ConfigWrong

M = TypeVar("M", bound=BaseModel)
UNKNOWN = "extra_forbidden"
PATTERN = "string_pattern_mismatch"
MAX_BYTES = 1 << 16
"""Bytes; the parser takes quadratic time for dotted names."""
TABLE = re.compile(r"\s*\[+\s*([\w.\-]+)\s*\]+")
KEY = re.compile(r"\s*\"?([\w\-]+)\"?\s*=")
AT = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def read(path: Path, model: type[M]) -> M:
    """Returns the settings; all defaults if there is no file. A byte order mark is accepted. Raises ConfigWrong."""
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as trouble:
        raise ConfigWrong(type(trouble).__name__, "unreadable", file=path.name) from None
    if len(content) > MAX_BYTES:
        raise ConfigWrong(f"{len(content)} bytes", "large", file=path.name)
    text = _text(path.name, content)
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as trouble:
        at = _at(path.name, _line_named(str(trouble), text))
        raise ConfigWrong(str(trouble), "syntax", at=at) from None
    except RecursionError as trouble:
        raise ConfigWrong("nested too deep", "deep", file=path.name) from trouble
    except ValidationError as trouble:
        raise _wrong(path.name, text, model, trouble) from None


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as trouble:
        line = content[: trouble.start].count(b"\n") + 1
        raise ConfigWrong(f"byte {trouble.start}", "encoding", at=_at(name, line)) from None


def _at(name: str, line: int) -> Message:
    return Message("slip.at-line", {"file": name, "line": line}) if line else Message("slip.at-file", {"file": name})


def _line_named(message: str, text: str) -> int:
    found = AT.search(message)
    return int(found[1]) if found and found[1] else text.rstrip("\n").count("\n") + 1


def _names(trouble: ValidationError) -> str:
    return ", ".join(".".join(str(step) for step in each["loc"]) for each in trouble.errors())


def _wrong(name: str, text: str, model: type[BaseModel], trouble: ValidationError) -> ConfigWrong:
    """Returns the problem for the first fault, with the number of further ones."""
    faults = trouble.errors()
    first, more = faults[0], len(faults) - 1
    place = tuple(str(step) for step in first["loc"])
    what = _unknown(place, model) if first["type"] == UNKNOWN else _unfit(place, first)
    at = _at(name, _line_of(place, text))
    return ConfigWrong(_names(trouble), "slips" if more else "slip", at=at, what=what, more=more)


def _unknown(place: tuple[str, ...], model: type[BaseModel]) -> Message:
    *groups, key = place
    known = _fields(model)
    if groups:
        return _no_key(groups[0], key, known)
    if right := [group for group, each in known if each == key]:
        return Message("slip.wrong-group", {"key": key, "group": right[0]})
    near = get_close_matches(key, [group for group, _ in known if group], 1, 0.5)
    return (
        Message("slip.no-group-near", {"key": key, "near": near[0]}) if near else Message("slip.no-group", {"key": key})
    )


def _no_key(group: str, key: str, known: list[tuple[str, str]]) -> Message:
    """Returns the message for an unknown key, suggesting the same key of another group, else the most similar one."""
    asked = {"group": group, "key": key}
    if elsewhere := [each for each, name in known if name == key]:
        return Message("slip.elsewhere", {**asked, "right": elsewhere[0]})
    here = [name for each, name in known if each == group]
    if near := get_close_matches(key, here, 1, 0.6):
        return Message("slip.near", {**asked, "near": near[0]})
    if near := get_close_matches(key, [name for _, name in known], 1, 0.7):
        right = next(each for each, name in known if name == near[0])
        return Message("slip.near-elsewhere", {**asked, "near": near[0], "right": right})
    return Message("slip.choices", {**asked, "names": here})


def _fields(model: type[BaseModel]) -> list[tuple[str, str]]:
    return list(_walk(model, ""))


def _walk(model: type[BaseModel], group: str) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _walk(kind, name)
        else:
            yield group, name


def _unfit(place: tuple[str, ...], fault: ErrorDetails) -> Message:
    """Returns the message for an invalid value. In resources/words, slips are named by pydantic's error types, and the
    right form of a setting by its key; pydantic's own words are English and only for the log."""
    name = ".".join(place)
    facts: dict[str, Fact] = {"key": name, "first": place[0] if place else ""}
    facts |= {fact: _choice(str(value)) for fact, value in fault.get("ctx", {}).items()}
    if f"form.{name}" in texts():
        facts["form"] = Message(f"form.{name}")
    known = f"slip.{fault['type']}"
    fits = known in texts() and (fault["type"] != PATTERN or "form" in facts)
    return Message(known if fits else "slip.unfit", facts)


def _choice(expected: str) -> Fact:
    """Returns the allowed values as pydantic lists them: `'a', 'b' or 'c'`."""
    first, _or, last = expected.rpartition(" or ")
    return Message("slip.either", {"first": first, "last": last}) if first else last


def _line_of(place: tuple[str, ...], text: str) -> int:
    """Returns the line number of the setting, from 1; the line of its group, or 0, if the key is not written out."""
    group, fallback = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if table := TABLE.match(line):
            group = table[1]
            if place and group == place[0]:
                fallback = number
                if len(place) == 1:
                    return number
        elif (key := KEY.match(line)) and tuple(filter(None, (group, key[1]))) == place[:2]:
            return number
    return fallback
