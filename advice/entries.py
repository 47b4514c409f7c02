"""The answers that ship with the product: resources/answers, by topic."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from advice.laws import Article, article
from core.resources import resource

NOT_ANSWERS = frozenset(("laws", "synonyms", "outside", "topics"))
"""Tables in the same folder that hold no answers."""


@dataclass(frozen=True)
class Entry:
    """One answer. `questions`: how people ask for it. `answer`: sentences. `routes`: lawful routes it names.
    `category`: the code of resources/matters under which a petition about it is filed; empty if it leads to none.
    `phone`: "place" where the province's list for the place has the number; else empty."""

    id: str
    title: str
    topic: str
    questions: tuple[str, ...]
    answer: tuple[str, ...]
    articles: tuple[Article, ...]
    routes: tuple[str, ...] = ()
    category: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Topic:
    """What can be touched instead of asked. `entries`: the most asked first."""

    id: str
    name: str
    icon: str
    entries: tuple[Entry, ...]


@cache
def entries() -> dict[str, Entry]:
    """Returns all answers by id, in the order of the files. Raises ValueError if two have one id."""
    found: dict[str, Entry] = {}
    for path in sorted(resource("answers").glob("*.toml")):
        if path.stem in NOT_ANSWERS:
            continue
        for row in tomllib.loads(path.read_text("utf-8"))["entry"]:
            entry = _entry(row)
            if entry.id in found:
                raise ValueError(entry.id)
            found[entry.id] = entry
    return found


def _entry(row: dict[str, Any]) -> Entry:
    lists = {name: tuple(row.get(name, ())) for name in ("questions", "answer", "routes")}
    return Entry(**{**row, **lists, "articles": tuple(map(article, row.get("articles", ())))})


@cache
def topics() -> tuple[Topic, ...]:
    """Returns what can be touched, in the order of the page."""
    table = tomllib.loads(resource("answers", "topics.toml").read_text("utf-8"))["topic"]
    of = {row["id"]: tuple(each for each in entries().values() if each.topic == row["id"]) for row in table}
    return tuple(Topic(row["id"], row["name"], row["icon"], of[row["id"]]) for row in table if of[row["id"]])
