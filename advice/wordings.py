"""All ways to ask that are known: those of the entries, and those of questions that are none of ours."""

import hashlib
import tomllib

from advice.entries import entries
from core.resources import resource

OUTSIDE = ""
"""Stands for the entry of wordings that are none of ours."""


def wordings() -> list[tuple[str, str]]:
    """Returns pairs of an entry's id and one way to ask for it, each entry's together."""
    ours = [(each.id, text) for each in entries().values() for text in dict.fromkeys((each.title, *each.questions))]
    outside = tomllib.loads(resource("answers", "outside.toml").read_text("utf-8"))["wordings"].split("\n")
    return [*ours, *((OUTSIDE, text) for text in outside if text)]


def digest() -> str:
    """Returns the digest of everything that the index is built from."""
    synonyms = resource("answers", "synonyms.toml").read_bytes()
    return hashlib.sha256(repr(wordings()).encode() + synonyms).hexdigest()
