"""The families of words used by the rules (resources/record/words.toml)."""

import re
import tomllib
from functools import cache

from core.resources import resource


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("record", "words.toml").read_text("utf-8"))


def any_of(family: str, name: str) -> str:
    """Returns a group for a regular expression that matches the longest of these words."""
    words = sorted(_table()[family][name].split(), key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in words)})"
