"""The texts of notices (`resources/notices`), and the nodes of a case that they are about."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import Formatter

from core.resources import resource

TAIL_DIGITS = 4
"""How much of a case number a message shows: enough to tell one's own cases apart, too little to ask with."""
LONGEST = 70
"""Characters of one message, the platform's name included."""


class Node(StrEnum):
    """Of a case, where its petitioner is told. Stored in the database and named in gateway.toml."""

    REGISTERED = "registered"
    FORWARDED = "forwarded"
    ASSIGNED = "assigned"
    TOLD = "told"
    ACCEPTED = "accepted"
    HANDLED = "handled"
    RESULT = "result"
    NOT_ACCEPTED = "not-accepted"
    EXTENDED = "extended"
    REPLIED = "replied"
    REVIEW = "review"
    REVIEWED = "reviewed"
    RECHECK = "recheck"
    RECHECKED = "rechecked"
    SUPERVISED = "supervised"
    INVITED = "invited"
    PLEDGED = "pledged"


@dataclass(frozen=True)
class Template:
    node: Node
    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what is inserted, in their order in the text."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.text) if name is not None)

    def parameters(self, case_number: str) -> dict[str, str]:
        known = {"tail": case_number[-TAIL_DIGITS:]}
        return {name: known[name] for name in self.fields}

    def signed(self, case_number: str, platform: str) -> str:
        """The whole message, as a provider wants it that keeps no templates."""
        return f"【{platform}】{self.text.format(**self.parameters(case_number))}"


@cache
def template(node: Node) -> Template:
    return Template(node, _texts()[node.value]["text"])


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("notices", "templates.toml").read_text("utf-8"))
