"""The texts for keys used in code: problems by number, states and purposes by name. They are in the chosen language."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import reduce

from core.date_format import day
from core.language import _
from core.matters import categories
from core.message import Fact, Message, texts
from core.problems import AuthorityProblem, Problem


def sentence_of(of: Problem | type[Problem] | Message | None) -> str:
    """Returns the text shown to a person; for a class of problems its general text, empty for None."""
    if of is None:
        return ""
    message = of if isinstance(of, Message) else of.plain() if isinstance(of, type) else of.message
    return _(texts()[message.key]).format_map({name: _said(fact) for name, fact in message.facts.items()})


def label(of: StrEnum, manner: str = "") -> str:
    """Returns the word for an enum member (state, purpose, grade); `manner` chooses another table of words."""
    return _(texts()[f"{manner or type(of).__name__}.{of.value}"])


def category_name(code: str) -> str:
    """Returns the name of a category of petitions; an unknown code is returned unchanged."""
    return _(categories()[code].name) if code in categories() else code


def as_error(problem: Problem) -> dict[str, str]:
    """Returns the error object of the command lines, with the article of law where one says so."""
    cited = problem.cited if isinstance(problem, AuthorityProblem) else None
    article = {"article": sentence_of(cited)} if cited else {}
    return {"code": problem.code, "message": sentence_of(problem), **article}


def _said(fact: Fact) -> str | int:
    if isinstance(fact, str | int):
        return fact
    if isinstance(fact, date):
        return day(fact)
    if isinstance(fact, Message):
        return sentence_of(fact)
    return listed([str(_said(each)) for each in fact])


def joined(*sentences: str) -> str:
    """Returns one sentence after another, those that are empty left out, with what the language puts between them."""
    said = [sentence for sentence in sentences if sentence] or [""]
    return reduce(lambda before, following: _("{before}{next}").format(before=before, next=following), said)


def listed(words: Sequence[str]) -> str:
    """Returns the words joined by the language's own comma."""
    return _("、").join(words)
