"""The interface language and its catalogues of translations (gettext, resources/locale).

The source text of a sentence is Chinese and stands in the call: `_("第{number}页").format(number=2)`. Translations are
looked up in `resources/locale/<language>/LC_MESSAGES/sunlit.po`, which is read directly, without compiling; a language
is added by adding its folder. Text without a translation is shown in Chinese.

A window has one language, that of its process (`choose`). A server answers each caller in theirs (`speaking`).
"""

import gettext as standard
import re
from ast import literal_eval
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from core.resources import resource

SOURCE = "zh_CN"
DOMAIN = "sunlit"
PLURALS = re.compile(r"^Plural-Forms:.*plural=([^;\n]+)", re.MULTILINE)


class Catalogue(Protocol):
    def gettext(self, text: str) -> str: ...
    def ngettext(self, text: str, count: int) -> str: ...


class Chinese:
    """The source language: returns every sentence unchanged, with one form for all numbers."""

    def gettext(self, text: str) -> str:
        return text

    def ngettext(self, text: str, count: int) -> str:
        return text


@dataclass(frozen=True)
class Translated:
    """A catalogue. `forms`: translated form or forms by source text; `plural`: the index of the form for a number."""

    forms: dict[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def gettext(self, text: str) -> str:
        return self.forms.get(text, (text,))[0]

    def ngettext(self, text: str, count: int) -> str:
        forms = self.forms.get(text, (text,))
        return forms[min(self.plural(count), len(forms) - 1)]


def languages() -> list[str]:
    """Returns the languages that can be chosen, the source language first."""
    return [SOURCE, *sorted(folder.name for folder in resource("locale").iterdir() if _file(folder.name).is_file())]


def choose(language: str) -> None:
    """Sets the language of this process, before its first sentence. Raises ValueError for an unknown language."""
    use(catalogue(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Sets the language of this task alone, and of the threads that work for it. Raises ValueError for an unknown
    language."""
    before = _here.set(catalogue(language))
    try:
        yield
    finally:
        _here.reset(before)


@cache
def catalogue(language: str) -> Catalogue:
    """Raises ValueError for an unknown language."""
    if language not in languages():
        raise ValueError(f"no such language: {language}")
    return Chinese() if language == SOURCE else read(_file(language))


def speaks_source() -> bool:
    """True when the interface is Chinese, so that spoken examples can be shown."""
    return isinstance(_current(), Chinese)


def use(words: Catalogue) -> None:
    _now[0] = words


_now: list[Catalogue] = [Chinese()]
_here: ContextVar[Catalogue | None] = ContextVar("language", default=None)


def _current() -> Catalogue:
    return _here.get() or _now[0]


def _(text: str) -> str:
    """Returns the translation of `text`, the Chinese source with its fields still in braces."""
    return _current().gettext(text)


def _n(text: str, count: int) -> str:
    """Returns the translation of `text` in the plural form for `count`."""
    return _current().ngettext(text, count)


def N_(text: str) -> str:
    """Returns `text` unchanged and marks it for translation, for constants; `_` is called when it is shown."""
    return text


def read(path: Path) -> Translated:
    """Reads a .po file as written by pybabel. Entries marked fuzzy count as not translated."""
    forms: dict[str, tuple[str, ...]] = {}
    head = ""
    for entry in path.read_text("utf-8").split("\n\n"):
        said = dict(_strings(entry))
        translated = tuple(text for keyword, text in said.items() if keyword.startswith("msgstr"))
        if said.get("msgid"):
            if all(translated) and not re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE):
                forms[said["msgid"]] = translated
        elif "msgid" in said:
            head = said["msgstr"]
    rule = PLURALS.search(head)
    return Translated(forms, standard.c2py(rule[1] if rule else "0"))


def _strings(entry: str) -> Iterator[tuple[str, str]]:
    """Yields keyword and text of an entry; a text may continue over several lines."""
    keyword, text = "", ""
    for line in entry.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith('"'):
            text += literal_eval(line)
            continue
        if keyword:
            yield keyword, text
        keyword, _space, first = line.partition(" ")
        text = literal_eval(first)
    if keyword:
        yield keyword, text


def _file(language: str) -> Path:
    return resource("locale", language, "LC_MESSAGES", f"{DOMAIN}.po")
