"""Finding a case: by its number, by the person, by place, matter, state, day and organ.

A person's name and number never stand in an address, where the browser and logs would keep them: that form is sent.
"""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from core.cases.state import CaseState
from core.language import _
from core.matters import groups
from core.petition import Purpose
from gateway.cases import finding, inbox
from gateway.cases.finding import Wanted
from gateway.cases.inbox import Page
from gateway.desk import drawing, lines, places
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.desk.words import cases as words
from gateway.keys.blind_index import person_index
from gateway.refusals import not_found
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk/search", route_class=DeskRoute, include_in_schema=False)
NAMES = ("state", "kind", "place", "category", "organ", "first", "last")


@router.get("")
def page(visit: Asked) -> Response:
    number = visit.asked("number", 40).upper()
    if number:
        found = inbox.of_cases(visit.runtime, visit.officer, [number])
        if len(found) == 1:
            return back_to(f"/desk/cases/{found[0].case_number}")
        return _drawn(visit, Wanted(), None, number=number, wrong=_("没有找到这个编号，或者它不归您的机构办理。"))
    wanted = _wanted(visit)
    asked = any(visit.asked(name) for name in NAMES)
    return _drawn(visit, wanted, finding.find(visit.runtime, visit.officer, wanted) if asked else None)


@router.post("")
def by_person(visit: Asked) -> Response:
    """By name and number of the card, which are kept nowhere: the keyed index of both is looked up."""
    name, id_number = visit.said("name", 80), visit.said("id_number", 40)
    mark = person_index(visit.runtime.keys, name, id_number)
    if mark is None:
        return _drawn(visit, Wanted(), None, wrong=_("姓名和证件号都要填。"))
    return _drawn(visit, Wanted(), finding.find(visit.runtime, visit.officer, Wanted(person=mark)))


def _drawn(visit: Visit, wanted: Wanted, found: Page | None, *, number: str = "", wrong: str = "") -> Response:
    organs = tree(visit.runtime)
    last = found.lines[-1].key[1] if found and found.more and found.lines else None
    return drawing.page(
        visit,
        "search.html",
        number=number,
        wrong=wrong,
        wanted=wanted,
        searched=found is not None,
        lines=lines.listed(visit.runtime, found.lines) if found else [],
        states=[(each.value, words.state(each)) for each in CaseState],
        kinds=[(each.value, words.kind(each)) for each in Purpose],
        categories=[(each.code, lines.category_name(each.code)) for group in groups() for each in group.categories],
        organs=[(each.id, each.name) for each in organs],
        place_choices=places.choices(organs, visit.officer.organ, wanted.place),
        older=_address(replace(wanted, before=last)) if last and wanted.person is None else "",
        newer=_address(replace(wanted, before=None)) if wanted.before else "",
    )


def _wanted(visit: Visit) -> Wanted:
    """Raises Refused 404 for what is no search."""
    said = {name: visit.asked(name, 64) for name in (*NAMES, "before")}
    try:
        return Wanted(
            state=CaseState(said["state"]) if said["state"] else None,
            kind=Purpose(said["kind"]) if said["kind"] else None,
            place=said["place"],
            category=said["category"],
            organ=said["organ"],
            first=date.fromisoformat(said["first"]) if said["first"] else None,
            last=date.fromisoformat(said["last"]) if said["last"] else None,
            before=int(said["before"][:12]) if said["before"] else None,
        )
    except ValueError:
        raise not_found() from None


def _address(wanted: Wanted) -> str:
    said = {name: getattr(wanted, name) for name in (*NAMES, "before")}
    return "/desk/search?" + urlencode({name: str(value) for name, value in said.items() if value})
