"""The pages' texts, on screen and aloud, from resources/words."""

import tomllib
from dataclasses import dataclass
from functools import cache

from core.language import _
from core.resources import resource


@dataclass(frozen=True)
class PageWords:
    title: str
    lead: str = ""
    say: str = ""

    @property
    def spoken(self) -> str:
        return self.say or _("{title}。{lead}").format(title=self.title, lead=self.lead)


@cache
def all_words() -> dict[str, PageWords]:
    """Returns the Chinese texts of all pages, from resources/words/pages.toml."""
    table = tomllib.loads(resource("words", "pages.toml").read_text("utf-8"))
    return {page: PageWords(**words) for page, words in table.items()}


def words(page: str) -> PageWords:
    """Returns a page's texts in the chosen language."""
    source = all_words()[page]
    return PageWords(_(source.title), source.lead and _(source.lead), source.say and _(source.say))


@dataclass(frozen=True)
class Question:
    """A question of the oral record: its `name` on the list, the question, and a `hint` for people who do not know what
    to say."""

    name: str
    ask: str
    hint: str

    @property
    def spoken(self) -> str:
        return _("{ask}{hint}说不清楚，可以跳过。").format(ask=self.ask, hint=self.hint)


def questions() -> dict[str, Question]:
    """Returns the questions by slot of the oral record, in the chosen language."""
    return {slot: Question(_(each.name), _(each.ask), _(each.hint)) for slot, each in _all_questions().items()}


@cache
def _all_questions() -> dict[str, Question]:
    table = tomllib.loads(resource("words", "questions.toml").read_text("utf-8"))
    return {slot: Question(**words) for slot, words in table.items()}


def spelled(number: str) -> str:
    """Returns the number as text to be spoken digit by digit, with a pause between its printed groups."""
    return _("，").join(" ".join(group) for group in number.split("-"))
