"""The annex of an agent's petition, opened in memory for the bureau and kept nowhere: no unit and no agent sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.petition import Petition, Role
from core.problems import NotAddressed, SealBroken
from gateway.cases import contents
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.organs import OrganKind
from gateway.staff.tree import tree
from trust.annex import CLEAR_BYTES, words_in

MOST_BYTES = 2 * CLEAR_BYTES
"""Of an annex, sealed for any number of keys that an organ has. It is opened with every look at the case."""


@dataclass(frozen=True)
class Annex:
    """`words`: empty where the principal added none; None where it has not arrived yet or cannot be opened. `here`: it
    has arrived."""

    words: str | None
    here: bool


def may_read(runtime: Runtime, officer: Officer) -> bool:
    """Whether the officer is of a bureau. A unit is told by the bureau what it has to know."""
    organs = tree(runtime)
    return officer.organ in organs and organs.current(officer.organ).kind is OrganKind.BUREAU


def of(runtime: Runtime, row: Mapping[Any, Any], filed: Petition) -> Annex | None:
    """Returns the annex of an item; None where there is none. Who calls has checked who reads it."""
    n = next((n for n, each in enumerate(filed.attachments, 1) if each.role is Role.ANNEX), 0)
    if not n:
        return None
    if filed.attachments[n - 1].size > MOST_BYTES:  # no terminal of ours made it
        return Annex(None, here=True)
    found = contents.content(runtime, row, filed, n)
    if found is None:
        return Annex(None, here=contents.has_arrived(runtime, row, n))
    try:
        return Annex(words_in(runtime.keys.opened(found[1])), here=True)
    except (NotAddressed, SealBroken):
        return Annex(None, here=True)
