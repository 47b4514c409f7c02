"""A line of a list, as the page shows it: words instead of codes, and how many days are left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.language import _, _n
from core.matters import categories
from core.urgency.kinds import UrgencyKind
from core.urgency.names import name_of
from gateway.cases.inbox import InboxLine
from gateway.desk import places
from gateway.desk.words import cases as words
from gateway.runtime import Runtime
from gateway.staff import officers
from gateway.staff.organs import OrganTree
from gateway.staff.tree import tree

SOON = 3
"""Days before its last day at which a duty is marked."""


@dataclass(frozen=True)
class Line:
    """`nearness`: late, today, soon or empty; `left`: the same in words."""

    number: str
    version: int
    registered: datetime
    kind: str
    category: str
    place: str
    state: str
    rule: str
    organ: str
    officer: str
    limit: date | None
    nearness: str
    left: str
    new: bool
    sealed: bool
    urgent: str


def listed(runtime: Runtime, found: Iterable[InboxLine]) -> list[Line]:
    """Returns the lines of a list, with the names of who has them in hand."""
    several = list(found)
    names = {
        each.login: each.name for each in officers.listed(runtime, {each.organ for each in several if each.officer})
    }
    organs, today = tree(runtime), runtime.now().date()
    return [shown(each, organs, today, names) for each in several]


def shown(line: InboxLine, organs: OrganTree, today: date, names: Mapping[str, str]) -> Line:
    """`names`: of officers, by login."""
    nearness = near(line.limit, today)
    return Line(
        number=line.case_number,
        version=line.version,
        registered=line.registered_at,
        kind=words.kind(line.kind),
        category=category_name(line.category),
        place=places.name(line.place_code, organs) if line.place_code else "",
        state=words.state(line.state),
        rule=words.duty(line.rule) if line.rule else "",
        organ=organ_name(organs, line.organ or line.unit),
        officer=names.get(line.officer or "", line.officer or ""),
        limit=line.limit,
        nearness=nearness,
        left=left(line.limit, today),
        new=bool(line.rule) and line.officer is None and nearness != "late",
        sealed=line.sealed,
        urgent=urgency_words(line.urgency),
    )


def urgency_words(kinds: Iterable[UrgencyKind]) -> str:
    """Returns what is urgent, in words; empty where nothing is."""
    return _("、").join(_(name_of(kind)) for kind in kinds)


def near(limit: date | None, today: date) -> str:
    if limit is None:
        return ""
    days = (limit - today).days
    if days < 0:
        return "late"
    if days == 0:
        return "today"
    return "soon" if days <= SOON else ""


def left(limit: date | None, today: date) -> str:
    """Returns how far away the last day is, in words; empty where there is none."""
    if limit is None:
        return ""
    days = (limit - today).days
    if days < 0:
        return _n("逾期 {n} 天", -days).format(n=-days)
    return _("今天到期") if days == 0 else _n("还有 {n} 天", days).format(n=days)


def organ_name(organs: OrganTree, organ: str) -> str:
    return organs[organ].name if organ in organs else organ


def category_name(code: str) -> str:
    return _(categories()[code].name) if code in categories() else code
