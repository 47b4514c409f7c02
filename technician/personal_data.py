"""Looks through bytes for what could be of a person: the last look at a bundle before it leaves the machine.

It finds numbers and addresses by their form, and words that this terminal knows to be somebody's. The bundle is made of
chosen facts alone (`technician.bundle`); this look is for the day on which somebody chooses wrongly.
"""

import re
from collections.abc import Iterable

FORMS = {
    "id number": re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d{3}[\dXx](?![\dA-Za-z])"),
    "telephone": re.compile(r"(?<![\dA-Za-z.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z])"),
    "query code": re.compile(r"(?<![\dA-Za-z])\d{4}-\d{4}-\d{4}-\d{4}(?![\dA-Za-z])"),
    "mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    "password in an address": re.compile(r"://[^/\s:@]+:[^/\s@]+@"),
}
SHORTEST, SHORTEST_NUMBER = 2, 5
"""Characters of a word, and digits of a number, that are worth looking for. A work number of two digits stands in
every date, and no bundle could be made."""


def found(content: bytes, known: Iterable[str] = ()) -> list[str]:
    """Returns what kinds of personal data stand in `content`, never the data itself. `known`: words of this terminal
    that belong to somebody."""
    text = content.decode("utf-8", "replace")
    kinds = [kind for kind, form in FORMS.items() if form.search(text)]
    words = {each.strip() for each in known}
    return [*kinds, *(["known word"] if any(_stands_in(text, word) for word in words) else [])]


def _stands_in(text: str, word: str) -> bool:
    if word.isdecimal():
        return len(word) >= SHORTEST_NUMBER and re.search(rf"(?<!\d){word}(?!\d)", text) is not None
    return len(word) >= SHORTEST and word in text
