"""The families of words the rules are made of (resources/record/words.toml)."""

import re
import tomllib
from functools import cache

from core.resources import resource


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("record", "words.toml").read_text("utf-8"))


def any_of(family: str, name: str) -> str:
    """A group for a regular expression: the longest of these words that stands there."""
    words = sorted(_table()[family][name].split(), key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in words)})"
