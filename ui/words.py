"""What the pages say, on screen and aloud, from resources/words/pages.toml."""

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
