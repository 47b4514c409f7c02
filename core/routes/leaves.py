"""The leaves: each one lawful route as one law opens it, and which of them a category has (resources/routes)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from core.resources import resource
from core.routes.laws import Law, laws
from core.routes.terms import Length, Start, Term, Unit

ROUTES = (
    "petition",
    "court",
    "arbitration",
    "administrative-review",
    "administrative-suit",
    "discipline",
    "political-legal",
    "police",
    "procuracy",
    "labour-inspection",
    "work-injury",
    "mediation",
    "legal-aid",
)


@dataclass(frozen=True)
class Cite:
    """A law and its article, with the term that this version gives; None where it sets none."""

    law: Law
    article: str
    term: Term | None

    @property
    def text(self) -> str:
        return f"{self.law.name}{self.article}"


@dataclass(frozen=True)
class Leaf:
    """`cites`: the versions, the oldest first. `when`: answers that must have been given for it to be open."""

    id: str
    route: str
    organ: str
    telephone: str
    cites: tuple[Cite, ...]
    bring: tuple[str, ...]
    notes: tuple[str, ...]
    when: Mapping[str, str]

    def in_force(self, day: date) -> Cite | None:
        """Returns the version that is in force on `day`, None if none is."""
        return next((cite for cite in self.cites if cite.law.in_force(day)), None)


@dataclass(frozen=True)
class Option:
    id: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question answered by one touch."""

    id: str
    ask: str
    options: tuple[Option, ...]

    def answer_in(self, text: str) -> str:
        """Returns the option whose word in the text is the longest, empty if none is there."""
        found = [(len(word), option.id) for option in self.options for word in option.words if word in text]
        return max(found)[1] if found else ""


@dataclass(frozen=True)
class Matter:
    """What a category has: its leaves in order, its questions, and leaves whose law comes soon (`soon`)."""

    leaves: tuple[str, ...]
    questions: tuple[str, ...]
    soon: tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """Leaves that words open in any category."""

    words: tuple[str, ...]
    leaves: tuple[str, ...]


@cache
def leaves() -> dict[str, Leaf]:
    files = sorted(resource("routes", "leaves").glob("*.toml"))
    rows = [row for file in files for row in tomllib.loads(file.read_text("utf-8"))["leaf"]]
    return {row["id"]: _leaf(row) for row in rows}


@cache
def questions() -> dict[str, Question]:
    rows = _read("questions.toml")["question"]
    return {
        row["id"]: Question(
            row["id"],
            row["ask"],
            tuple(Option(each["id"], each["label"], tuple(each["words"].split())) for each in row["options"]),
        )
        for row in rows
    }


@cache
def matters() -> dict[str, Matter]:
    """Returns what each category has, by its code."""
    return {
        code: Matter(tuple(row["leaves"].split()), tuple(row["ask"].split()), tuple(row.get("soon", "").split()))
        for code, row in _read("matters.toml")["matters"].items()
    }


@cache
def heard() -> tuple[Heard, ...]:
    return tuple(
        Heard(tuple(row["words"].split()), tuple(row["leaves"].split())) for row in _read("matters.toml")["heard"]
    )


@cache
def national_telephones() -> dict[str, str]:
    """Returns the national short numbers by who answers."""
    return dict(_read("telephones.toml"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("routes", name).read_text("utf-8"))


def _leaf(row: dict[str, Any]) -> Leaf:
    most = _length(row.get("most"))
    own = _term(row.get("term"), most)
    return Leaf(
        id=row["id"],
        route=row["route"],
        organ=row["organ"],
        telephone=row.get("telephone", ""),
        cites=tuple(
            Cite(laws()[each["law"]], each["article"], _term(each.get("term"), most) or own) for each in row["cites"]
        ),
        bring=tuple(row["bring"]),
        notes=tuple(row["notes"]),
        when=row.get("when", {}),
    )


def _term(row: dict[str, Any] | None, most: Length | None) -> Term | None:
    if row is None:
        return None
    length = _length(row)
    assert length
    return Term(length, Start(row["from"]), most)


def _length(row: dict[str, Any] | None) -> Length | None:
    return Length(row["length"], Unit(row["unit"])) if row else None
