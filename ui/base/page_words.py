"""What the pages say, on screen and aloud, from resources/words."""

import tomllib
from dataclasses import dataclass
from functools import cache

from core.resources import resource


@dataclass(frozen=True)
class PageWords:
    title: str
    lead: str = ""
    say: str = ""

    @property
    def spoken(self) -> str:
        return self.say or f"{self.title}。{self.lead}"


@cache
def all_words() -> dict[str, PageWords]:
    table = tomllib.loads(resource("words", "pages.toml").read_text("utf-8"))
    return {page: PageWords(**words) for page, words in table.items()}


def words(page: str) -> PageWords:
    return all_words()[page]


@dataclass(frozen=True)
class Question:
    """Of the oral record: its `name` on the list, the question, and a `hint` for those who do not know what to say."""

    name: str
    ask: str
    hint: str

    @property
    def spoken(self) -> str:
        return f"{self.ask}{self.hint}说不清楚，可以跳过。"


@cache
def questions() -> dict[str, Question]:
    """By slot of the oral record, from resources/words/questions.toml."""
    table = tomllib.loads(resource("words", "questions.toml").read_text("utf-8"))
    return {slot: Question(**words) for slot, words in table.items()}


def spelled(number: str) -> str:
    """To be said digit by digit, with a breath between the groups that are printed apart."""
    return "，".join(" ".join(group) for group in number.split("-"))
