"""The rules of resources/urgency: for each kind regular expressions, with groups of words in angle brackets."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.resources import resource
from core.urgency.kinds import UrgencyKind

GROUP = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True)
class Rule:
    """`says`: what must be said. `beside`: what must stand in the same sentence; `unless`: what must not. `near`: what
    must stand at most `within` characters before or after what was said.

    `despite`: contexts (`core.urgency.context`) that do not silence it. `always`: without regard to the season.
    """

    says: re.Pattern[str]
    beside: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    near: re.Pattern[str] | None
    within: int
    despite: frozenset[str]
    always: bool


@dataclass(frozen=True)
class KindRules:
    """The rules of one kind; `season` names the time of the year that it depends on (`core.urgency.season`)."""

    season: str
    rules: tuple[Rule, ...]


def table(*name: str) -> dict[str, Any]:
    """Returns a table of resources/urgency, by its name without the ending."""
    *folders, last = name
    return tomllib.loads(resource("urgency", *folders, f"{last}.toml").read_text("utf-8"))


@cache
def _groups() -> Mapping[str, str]:
    return table("words")


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Returns the alternatives as one expression, with their groups of words filled in. Raises KeyError for a group
    that is not in words.toml."""
    return re.compile(GROUP.sub(lambda found: _groups()[found[1]], "|".join(alternatives)))


@cache
def rules_of(kind: UrgencyKind) -> KindRules:
    told = table("kinds", kind.value)
    return KindRules(told.get("season", ""), tuple(_rule(each, told) for each in told["rule"]))


def _rule(told: Mapping[str, Any], of_all: Mapping[str, Any]) -> Rule:
    return Rule(
        says=pattern(*told["says"]),
        beside=_some([told["with"]] if "with" in told else []),
        unless=_some([each["unless"] for each in (told, of_all) if "unless" in each]),
        near=_some([told["near"]] if "near" in told else []),
        within=told.get("within", 12),
        despite=frozenset(told.get("despite", [])),
        always=told.get("always", False),
    )


def _some(alternatives: Sequence[str]) -> re.Pattern[str] | None:
    return pattern(*alternatives) if alternatives else None
