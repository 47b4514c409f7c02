"""What is said where the code has only a key: problems by their number, states and purposes by their name.

It is said in the language chosen.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from core.days import day
from core.language import _
from core.message import Fact, Message, texts
from core.problems import Problem


def sentence_of(of: Problem | type[Problem] | Message | None) -> str:
    """What a person is told. Of a problem's class: what is said where nothing more is known. Empty for None."""
    if of is None:
        return ""
    message = of if isinstance(of, Message) else of.plain() if isinstance(of, type) else of.message
    return _(texts()[message.key]).format_map({name: _said(fact) for name, fact in message.facts.items()})


def label(of: StrEnum, manner: str = "") -> str:
    """The word for a state, a purpose, a grade, by its class and value; `manner`: another table of words for it."""
    return _(texts()[f"{manner or type(of).__name__}.{of.value}"])


def as_error(problem: Problem) -> dict[str, str]:
    """The error object of the command lines."""
    return {"code": problem.code, "message": sentence_of(problem)}


def _said(fact: Fact) -> str | int:
    if isinstance(fact, str | int):
        return fact
    if isinstance(fact, date):
        return day(fact)
    if isinstance(fact, Message):
        return sentence_of(fact)
    return listed([str(_said(each)) for each in fact])


def listed(words: Sequence[str]) -> str:
    """Several words in a row, with the language's own comma between them."""
    return _("、").join(words)
