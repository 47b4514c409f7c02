"""Reads all data that is updated apart from the program, as the program would: what cannot be read is not put in force.

Files that this version of the program does not know are no fault; files that it needs and that are missing are."""

from collections.abc import Callable, Mapping
from datetime import date

from advice import questions
from advice.entries import entries
from core.authority.packs import packs
from core.cases.clock_table import STATUTE, shipped_table
from core.routes import laws, leaves
from core.spoken_dates.named import feasts, seasons
from core.urgency.judge import urgency
from core.working_days import shipped

FEW = 5
A_DAY = date(2026, 2, 16)


def _routes() -> object:
    return [laws.laws(), laws.checked(), leaves.leaves(), leaves.questions(), leaves.matters(), leaves.heard()]


def _questions() -> list[str]:
    """A few of those that are answered: read as a resident's words would be."""
    return [each.questions[0] for each in list(entries().values())[:FEW]]


CHECKS: Mapping[str, Callable[[], object]] = {
    "answers": lambda: [questions.consult(each) for each in _questions()],
    "authority": packs,
    "calendar": lambda: shipped().is_off(A_DAY),
    "clocks": lambda: shipped_table()[STATUTE],
    "routes": _routes,
    "spoken_dates": lambda: (feasts(), seasons()),
    "urgency": lambda: [urgency(each, today=A_DAY) for each in _questions()],
}
"""By folder of resources."""


def faults() -> dict[str, str]:
    """Returns what cannot be read, by folder, with the kind of the error."""
    found = {}
    for folder, check in CHECKS.items():
        try:
            check()
        except (ValueError, KeyError, TypeError, AttributeError, OSError, IndexError) as trouble:
            found[folder] = f"{type(trouble).__name__}: {trouble}"
    return found
