"""Extracts Chinese texts of resources for the catalogues: `make words` lets Babel call `texts` for each TOML file."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from core import han

HAN = re.compile(han.HAN)


def texts(
    file: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yields line, function, text and comments, as Babel expects. `options["keys"]`: the only keys
    whose texts count."""
    for key, text in _walk(tomllib.loads(file.read().decode("utf-8"))):
        if HAN.search(text) and key in (options.get("keys") or key).split():
            yield 1, "_", text, []


def _walk(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(inner, name)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _walk(inner, key)
