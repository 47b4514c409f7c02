"""What each kind of document must hold: the tables of `resources/letters`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.language import _
from core.resources import resource

PRACTICE = "practice"
"""Stands for an article where a document rests on custom alone."""


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(Table):
    """`article`: of this choice, where it has one of its own."""

    id: str
    label: str
    article: str = ""


class When(Table):
    """A field counts only while another has one of these values."""

    field: str
    values: tuple[str, ...]


class FieldSchema(Table):
    """`record`: filled in from the case, never typed. `clock`: the rule whose length it is (`resources/clocks`).
    `article`: what requires it, as in 22(1)(3)."""

    name: str = Field(pattern=r"[a-z_]+")
    label: str
    type: Literal["text", "date", "number", "list", "answers", "choice"]
    required: bool = False
    article: str
    record: bool = False
    clock: str = ""
    choices: tuple[Choice, ...] = ()
    when: When | None = None

    def choice(self, id_: object) -> Choice | None:
        return next((each for each in self.choices if each.id == id_), None)


class Order(Table):
    """Two dates of which one is not after the other; `strict`: and not the same. `within`: the rule whose longest
    extension may lie between them."""

    kind: Literal["order"]
    earlier: str
    later: str
    article: str
    strict: bool = False
    within: str = ""


class Part(Table):
    """A part of the text, of exactly one sort. `when`, `unless`: a field that must be filled, or empty."""

    text: str = ""
    heading: str = ""
    list: str = ""
    requests: str = ""
    answers: str = ""
    when: str = ""
    unless: str = ""


Party = Literal["bureau", "unit", "higher", "party", "person", "parties", "leadership", "file"]


class Schema(Table):
    """One kind of document. `opens`, `closes`: rules of clocks. `title_by`: the field whose choice is the title."""

    kind: str
    title: str = ""
    title_by: str = ""
    from_: Party = Field(alias="from")
    to: Party
    series: str
    articles: tuple[str, ...]
    opens: str = ""
    closes: str = ""
    seal: bool
    copies: str = ""
    signatures: tuple[str, ...] = ()
    fields: tuple[FieldSchema, ...]
    rules: tuple[Order, ...] = ()
    body: tuple[Part, ...]

    def field(self, name: str) -> FieldSchema | None:
        return next((each for each in self.fields if each.name == name), None)


def title_of(kind: str) -> str:
    """Returns what a kind is called: its title, or those that its choice has."""
    schema = schemas()[kind]
    field = schema.field(schema.title_by) if schema.title_by else None
    return _(schema.title) if field is None else "、".join(_(each.label) for each in field.choices)


@cache
def schemas() -> Mapping[str, Schema]:
    """Returns all kinds of documents by their id."""
    files = sorted(resource("letters").glob("*.toml"))
    read = (Schema.model_validate(tomllib.loads(file.read_text("utf-8"))) for file in files)
    return {schema.kind: schema for schema in read}
