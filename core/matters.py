"""Categories of petitions in two levels with six-digit codes, and suggestions which to offer first."""

import tomllib
from dataclasses import dataclass
from functools import cache

from core.resources import resource


@dataclass(frozen=True)
class Category:
    """One category. `words` are words that people use for it."""

    code: str
    name: str
    icon: str
    words: tuple[str, ...]

    def heard_in(self, text: str) -> int:
        """Returns how often its words occur in `text`. A word within a longer one of the same
        category counts once more."""
        return sum(text.count(word) for word in self.words)


@dataclass(frozen=True)
class Group:
    name: str
    icon: str
    categories: tuple[Category, ...]


@cache
def groups() -> tuple[Group, ...]:
    table = tomllib.loads(resource("matters", "categories.toml").read_text("utf-8"))
    return tuple(
        Group(
            name=group["name"],
            icon=group["icon"],
            categories=tuple(
                Category(code=each["code"], name=each["name"], icon=group["icon"], words=tuple(each["words"].split()))
                for each in group["categories"]
            ),
        )
        for group in table["group"]
    )


@cache
def categories() -> dict[str, Category]:
    return {category.code: category for group in groups() for category in group.categories}


def suggest(narrative: str) -> list[str]:
    """Returns codes of categories found in a narrative, the most frequent first. They only order a list."""
    heard = {code: category.heard_in(narrative) for code, category in categories().items()}
    return sorted((code for code, count in heard.items() if count), key=lambda code: -heard[code])
