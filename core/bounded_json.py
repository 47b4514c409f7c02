"""Limits JSON before it is parsed: a parser takes about a hundred bytes of memory for each value, and pydantic writes
an error report for each wrong one."""

import re

MAX_NUMBER_DIGITS = 64
"""Digits. Python reads an integer in time that grows with their square."""
_STRING = rb'"(?:[^"\\]++|\\(?:.|\Z))*+(?:"|\Z)'
"""Possessive, so that matching takes linear time for any input."""
_TOKEN = re.compile(rb"%b|,|\{|\[" % _STRING, re.DOTALL)


class JsonTooLarge(ValueError):
    """The JSON text is longer than allowed, or holds too many values."""


def check(content: bytes, values: int, longest: int | None = None) -> None:
    """Raises JsonTooLarge for more than `values` members of lists and objects, or more than `longest` bytes.

    Raises ValueError for some text that is not JSON in UTF-8 (RFC 8259, 8.1); the parser finds the rest.
    """
    if longest is not None and len(content) > longest:
        raise JsonTooLarge("too long")
    if b"\0" in content:  # UTF-16 would be counted wrongly
        raise ValueError("not UTF-8")
    if sum(content.count(mark) for mark in (b",", b"{", b"[")) > values:
        _look_closer(content, values)


def _look_closer(content: bytes, values: int) -> None:
    """Counts separators outside of strings. Raises JsonTooLarge at `values` of them, or at twice as many strings."""
    marks = strings = 0
    for token in _TOKEN.finditer(content):
        if content[token.start()] == ord('"'):
            strings += 1
        else:
            marks += 1
        if marks > values or strings > 2 * values + 2:
            raise JsonTooLarge("too many values")


def integer(digits: str) -> int:
    """Parses an integer; meant for `json.loads(…, parse_int=integer)`. Raises JsonTooLarge."""
    if len(digits) > MAX_NUMBER_DIGITS:
        raise JsonTooLarge("a number of too many digits")
    return int(digits)
