"""The language in which people are spoken to, and the catalogues of sentences (gettext, resources/locale).

The source text of a sentence is Chinese and stands in the call: `_("第{number}页").format(number=2)`. Other languages
are looked up by it in `resources/locale/<language>/LC_MESSAGES/sunlit.po`, which is read as it is: nothing has to be
compiled, and a language is added by adding its folder. What has no translation is said in Chinese.
"""

import gettext as standard
import re
from ast import literal_eval
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    """The source: every sentence as it stands, one form for all numbers."""

    def gettext(self, text: str) -> str:
        return text

    def ngettext(self, text: str, count: int) -> str:
        return text


@dataclass(frozen=True)
class Translated:
    """`forms`: by source text, the translation's form or forms; `plural`: which form a number takes, from 0."""

    forms: dict[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def gettext(self, text: str) -> str:
        return self.forms.get(text, (text,))[0]

    def ngettext(self, text: str, count: int) -> str:
        forms = self.forms.get(text, (text,))
        return forms[min(self.plural(count), len(forms) - 1)]


def languages() -> list[str]:
    """Those that can be chosen; the source first."""
    return [SOURCE, *sorted(folder.name for folder in resource("locale").iterdir() if _file(folder.name).is_file())]


def choose(language: str) -> None:
    """For this process, before its first sentence. Raises ValueError where there is no such language."""
    if language not in languages():
        raise ValueError(f"no such language: {language}")
    use(Chinese() if language == SOURCE else read(_file(language)))


def speaks_source() -> bool:
    """What is listened for, in Chinese, may be shown as an example."""
    return isinstance(_now[0], Chinese)


def use(catalogue: Catalogue) -> None:
    _now[0] = catalogue


_now: list[Catalogue] = [Chinese()]


def _(text: str) -> str:
    """The sentence in the language chosen. `text` is its Chinese source, with its fields still in braces."""
    return _now[0].gettext(text)


def _n(text: str, count: int) -> str:
    """The same, of a sentence whose words depend on a number."""
    return _now[0].ngettext(text, count)


def N_(text: str) -> str:
    """Marks a sentence where no language is chosen yet, in a constant; whoever says it asks `_` for it."""
    return text


def read(path: Path) -> Translated:
    """A .po file, of the form that pybabel writes. Entries marked fuzzy count as not translated."""
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
    """Keyword and text; a text may go on over several lines."""
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
