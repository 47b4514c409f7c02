"""What is to be said, before it is said: a key and its facts. The window finds the sentence (`core.sentences`).

The Chinese source of each stands in `resources/words/problems.toml`, `terms.toml`,
`casework.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Union

from core.resources import resource

Fact = Union[str, int, date, "Message", Sequence[Union[str, "Message"]]]
"""A value in a message: dates are formatted for people, nested messages are inserted, several as a list."""


@dataclass(frozen=True)
class Message:
    """`key`: table and name in resources/words, `problem.P401`; `facts`: what stands in braces there, by name."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@cache
def texts() -> Mapping[str, str]:
    """The Chinese source of every message, by key."""
    files = [resource("words", name) for name in ("problems.toml", "terms.toml", "casework.toml")]
    tables = [table for file in files for table in tomllib.loads(file.read_text("utf-8")).items()]
    return {f"{table}.{name}": text for table, texts in tables for name, text in texts.items()}
