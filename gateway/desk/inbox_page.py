"""The inbox: what is new, owed today, late; page by page, filtered, without a word of any petition."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from core.cases.state import CaseState
from core.language import N_, _
from core.matters import groups
from core.petition import Purpose
from gateway.cases import inbox, jurisdiction
from gateway.cases.inbox import Box, Count, Filter, Order
from gateway.casework import bulk_jobs
from gateway.desk import drawing, lines, places
from gateway.desk.route import DeskRoute
from gateway.desk.visit import Asked, Visit
from gateway.desk.words import cases as words
from gateway.refusals import not_found
from gateway.staff.officers import Role
from gateway.staff.organs import OrganTree
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk", route_class=DeskRoute, include_in_schema=False)

BOXES = {
    Box.URGENT: N_("紧急"),
    Box.ADDED: N_("有新补充"),
    Box.ALL: N_("全部待办"),
    Box.NEW: N_("新到待承办"),
    Box.TODAY: N_("今天到期"),
    Box.LATE: N_("已逾期"),
    Box.MINE: N_("我承办的"),
}
ORDERS = {
    Order.LAST_DAY: N_("最后一天近的在前"),
    Order.NEWEST: N_("新登记的在前"),
    Order.NUMBER: N_("编号小的在前"),
}


@dataclass(frozen=True)
class View:
    """A tab above the list."""

    name: str
    path: str
    count: str
    late: bool
    here: bool


@router.get("")
def page(visit: Asked) -> Response:
    officer = visit.officer
    wanted = asked_for(visit)
    found = inbox.page(visit.runtime, officer, wanted)
    organs = tree(visit.runtime)
    counts = inbox.counts(visit.runtime, officer, wanted)
    more = "{}|{}|{}".format(*found.lines[-1].key) if found.more else ""
    return drawing.page(
        visit,
        "inbox.html",
        lines=lines.listed(visit.runtime, found.lines),
        views=[_view(box, wanted, counts[box]) for box in BOXES],
        wanted=wanted,
        states=[(each.value, words.state(each)) for each in CaseState if each is not CaseState.CLOSED],
        kinds=[(each.value, words.kind(each)) for each in Purpose],
        categories=[(each.code, each.name) for group in groups() for each in group.categories],
        orders=[(each.value, _(name)) for each, name in ORDERS.items()],
        caption=f"{_('信访件')}，{_(ORDERS[wanted.order])}",
        place_choices=places.choices(organs, officer.organ, wanted.place),
        organs=_organs(visit, organs),
        below=officer.may(Role.SUPERVISE, Role.DUTY, Role.AUDIT),
        narrowed=wanted != Filter(wanted.box, wanted.order, after=wanted.after),
        older=address(wanted, after=more) if more else "",
        query=address(wanted).removeprefix("/desk"),
        unfinished=bulk_jobs.unfinished(visit.runtime, officer),
        newer=address(wanted) if wanted.after else "",
        may_forward=officer.may(Role.FORWARD, Role.DUTY),
    )


def _organs(visit: Visit, organs: OrganTree) -> list[tuple[str, str]]:
    """Returns the organs whose duties the officer may look at, where there are several; those that are no more too."""
    theirs = jurisdiction.organs_of(visit.officer, organs)
    return [(each.id, each.name) for each in organs if each.id in theirs] if len(theirs) > 1 else []


def asked_for(visit: Visit) -> Filter:
    """Returns the filter of the address. Raises Refused 404 for one that is none."""
    last, *numbers = visit.asked("after").split("|")
    try:
        case_id, version = map(int, numbers) if last else (0, 0)
        return Filter(
            box=Box(visit.asked("box") or Box.ALL),
            state=CaseState(visit.asked("state")) if visit.asked("state") else None,
            kind=Purpose(visit.asked("kind")) if visit.asked("kind") else None,
            place=visit.asked("place", 12),
            category=visit.asked("category", 12),
            below=visit.asked("below") == "1",
            order=Order(visit.asked("order") or Order.LAST_DAY),
            organ=visit.asked("organ", 64),
            registered=_day(visit.asked("registered")),
            until=_day(visit.asked("until")),
            after=(last, case_id, version) if last else None,
        )
    except ValueError:
        raise not_found() from None


def address(wanted: Filter, *, box: Box | None = None, after: str = "") -> str:
    """Returns the address of the list with that filter, of its first page unless `after` says which."""
    said = {
        "box": box or wanted.box,
        "state": wanted.state or "",
        "kind": wanted.kind or "",
        "place": wanted.place,
        "category": wanted.category,
        "below": "1" if wanted.below else "",
        "organ": wanted.organ,
        "registered": wanted.registered or "",
        "until": wanted.until or "",
        "order": wanted.order,
        "after": after,
    }
    usual = {("box", Box.ALL), ("order", Order.LAST_DAY)}
    kept = {name: str(value) for name, value in said.items() if value and (name, value) not in usual}
    return "/desk" + (f"?{urlencode(kept)}" if kept else "")


def _day(said: str) -> date | None:
    """Raises ValueError."""
    return date.fromisoformat(said) if said else None


def _view(box: Box, wanted: Filter, count: Count) -> View:
    pressing = box in {Box.URGENT, Box.LATE} and count.found > 0
    said = f"{count.found}+" if count.more else str(count.found)
    return View(_(BOXES[box]), address(wanted, box=box), said, pressing, box is wanted.box)
