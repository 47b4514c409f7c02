"""The values of a draft as JSON and back, with nothing lost: each with its kind, large ones apart.

A draft is looked at on the window's thread (`held`), which copies what may change and nothing else; all that takes time
is done with that copy.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from core.authority.letter import Agent, AgentClass, Authority, Capacity, Power, Proof, ProofKind
from core.case import OwnCase
from core.company import Companion, Company
from core.consents import ConsentEntry, Consents, ReadBack, TrueIntent
from core.id_document import IdDocument
from core.ink import Ink
from core.introduction import Evidence
from core.joint import JointConsent
from core.narrative import Clause, SpokenClause
from core.person import Cardholder, Person
from core.petition import CaseProof, Channel, NameMeant, Purpose, SpokenName
from core.places import Place
from core.routes.asked import Asked
from core.scan import RemovedScan, Scan, TextLine
from core.urgency.kinds import UrgencyKind

CHANGEABLE = (Scan, RemovedScan, Companion, Company, Asked)
"""What changes while somebody works on it, or holds what does."""
FIXED = (
    *(Agent, Authority, Proof, CaseProof, Clause, SpokenClause, ConsentEntry, Consents, Ink, JointConsent, OwnCase),
    *(Person, Cardholder, Place, ReadBack, SpokenName, TextLine, TrueIntent),
)
ENUMS = (AgentClass, Capacity, Channel, Evidence, IdDocument, NameMeant, Power, ProofKind, Purpose, UrgencyKind)
KINDS: Mapping[str, type[Any]] = {each.__name__: each for each in (*CHANGEABLE, *FIXED, *ENUMS)}
LARGE = 2048
"""Bytes from which sound and pictures are kept apart."""
APART = {"lines", "strokes"}
"""Long fields that do not change while somebody types: kept apart as well."""


@dataclass(frozen=True, repr=False)
class Held:
    """A copy of something that changes. `number` tells it apart: the same thing has the same number."""

    kind: str
    number: int
    values: dict[str, Any] = field(default_factory=dict)


def held(value: object, numbers: dict[int, int]) -> Any:
    """Returns the value, lists, mappings and what changes in it copied. A millisecond for a large draft. `numbers`: of
    what was copied before, by its id."""
    if isinstance(value, list):
        return [held(each, numbers) for each in value]
    if isinstance(value, dict):
        return {key: held(each, numbers) for key, each in value.items()}
    if not isinstance(value, CHANGEABLE):
        return value
    kind = type(value).__name__
    if id(value) in numbers:
        return Held(kind, numbers[id(value)])
    number = numbers[id(value)] = len(numbers)
    return Held(kind, number, {each.name: held(getattr(value, each.name), numbers) for each in fields(value)})


class Writer:
    """Turns values into JSON. `parts` holds afterwards what is kept apart, by its name.

    It remembers what it named, by the thing itself: neither sound nor picture is looked through twice."""

    def __init__(self, name_of: Callable[[bytes], str]) -> None:
        self._name_of = name_of
        self._known: dict[int, tuple[object, str, bytes]] = {}
        self._used: dict[int, tuple[object, str, bytes]] = {}

    def write(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
        """Returns the values as JSON, and the parts they name."""
        self._used = {}
        written = {name: self._field(name, value) for name, value in values.items()}
        self._known = self._used
        return written, {name: content for _, name, content in self._used.values()}

    def _field(self, name: str, value: object) -> Any:
        if name in APART and value and isinstance(value, tuple):
            return {"apart": self._part(value, lambda: json.dumps(self._value(value)).encode())}
        return self._value(value)

    def _value(self, value: object) -> Any:
        if isinstance(value, Enum):
            return {"is": type(value).__name__, "value": value.value}
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, list):
            return [self._value(each) for each in value]
        return self._thing(value) if is_dataclass(value) else self._tagged(value)

    def _tagged(self, value: object) -> dict[str, Any]:
        said: Any
        match value:
            case bytes() if len(value) >= LARGE:
                kind, said = "part", self._part(value, lambda: value)
            case bytes():
                kind, said = "bytes", base64.b64encode(value).decode()
            case tuple():
                kind, said = "tuple", [self._value(each) for each in value]
            case dict():
                kind, said = "map", [[self._value(key), self._value(each)] for key, each in value.items()]
            case frozenset():
                kind, said = "set", sorted((self._value(each) for each in value), key=json.dumps)
            case datetime():
                kind, said = "moment", value.isoformat()
            case date():
                kind, said = "day", value.isoformat()
            case _:
                raise TypeError(f"a draft holds no {type(value).__name__}")
        return {kind: said}

    def _thing(self, value: Any) -> dict[str, Any]:
        if isinstance(value, Held):
            kind, about, values = value.kind, {"number": value.number}, value.values
        else:
            kind, about = type(value).__name__, {}
            values = {each.name: getattr(value, each.name) for each in fields(value)}
        if kind not in KINDS:
            raise TypeError(f"a draft holds no {kind}")
        return {"is": kind, **about, "of": {name: self._field(name, each) for name, each in values.items()}}

    def _part(self, value: object, content: Callable[[], bytes]) -> str:
        known = self._known.get(id(value)) or self._used.get(id(value))
        if known is None or known[0] is not value:
            made = content()
            known = value, self._name_of(made), made
        self._used[id(value)] = known
        return known[1]


class Reader:
    """Turns JSON back into values. Raises ValueError, KeyError, TypeError for what no `Writer` of this version
    wrote."""

    def __init__(self, part: Callable[[str], bytes]) -> None:
        """`part` returns what was kept apart, by its name."""
        self._part = part
        self._numbered: dict[int, Any] = {}
        self._tags: Mapping[str, Callable[[Any], Any]] = {
            "tuple": lambda said: tuple(self._value(each) for each in said),
            "map": lambda said: {self._value(key): self._value(each) for key, each in said},
            "set": lambda said: frozenset(self._value(each) for each in said),
            "bytes": lambda said: base64.b64decode(said, validate=True),
            "part": self._part,
            "apart": self._apart,
            "moment": datetime.fromisoformat,
            "day": date.fromisoformat,
        }

    def read(self, written: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._value(value) for name, value in written.items()}

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "is" in value:
            return self._thing(KINDS[value["is"]], value)
        ((kind, said),) = value.items()
        return self._tags[kind](said)

    def _apart(self, name: str) -> Any:
        content = self._part(name)
        return self._value(json.loads(content)) if content else ()

    def _thing(self, kind: type[Any], value: dict[str, Any]) -> Any:
        if "value" in value:
            return kind(value["value"])
        number = value.get("number")
        if number in self._numbered:
            return self._numbered[number]
        made = kind(**self.read(value["of"]))
        if number is not None:
            self._numbered[number] = made
        return made
