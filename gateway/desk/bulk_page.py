"""One step for many cases: ticked in a list, looked at once more, done piece by piece, and told case by case.

The page of a job goes on by itself (`Refresh`, so without script too) and may be closed and opened again: what is left
is written down (`gateway.casework.bulk_jobs`). That opening a page does work is in order here: the officer has sent the
form that began it, and no other site's page is let in with their session (SameSite=Strict).
"""

from dataclasses import replace

from fastapi import APIRouter, Response

from core.cases.actions import Action
from core.cases.state import CaseState
from core.language import _
from gateway.cases import inbox, shortlists
from gateway.casework import bulk_jobs
from gateway.desk import drawing, lines
from gateway.desk.inbox_page import asked_for
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.desk.words import cases as words
from gateway.desk.words import fields
from gateway.refusals import not_found
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk/bulk", route_class=DeskRoute, include_in_schema=False)
PAUSE = "1"
"""Seconds until the page of a job asks for the next piece."""


@router.post("")
def chosen(visit: Asked) -> Response:
    """What the button under a list asks for."""
    wanted = visit.said("do", 20)
    if wanted == "forward-all":
        return _form(visit, _all_of_them(visit))
    versions = _ticked(visit)
    if not versions:
        return drawing.page(visit, "bulk_none.html", status=422)
    if wanted == "list":
        shortlists.add(visit.runtime, visit.officer, versions)
        return back_to("/desk/shortlist?told=added")
    if wanted == "take":
        return _begun(visit, Action.TAKE, {}, versions)
    if wanted != "forward":
        raise not_found()
    return _form(visit, versions)


@router.post("/forward")
def forward(visit: Asked) -> Response:
    """Forwards each of them to the unit that was chosen; what nobody has classified is classified first."""
    versions = _ticked(visit)
    if not visit.said("unit") or not versions:
        return _form(visit, versions, _("请选转给哪个单位。"))
    given = {"unit": visit.said("unit", 64), "note": visit.said("note"), "way": visit.said("way", 2)}
    return _begun(visit, Action.FORWARD, {name: value for name, value in given.items() if value}, versions)


@router.get("/jobs/{number}")
def job(visit: Asked, number: int) -> Response:
    """Does the next piece, and shows how far it is. The last piece's page stays."""
    bulk_jobs.go_on(visit.runtime, visit.officer, number)
    found = bulk_jobs.of_officer(visit.runtime, visit.officer, number)
    answer = drawing.page(visit, "bulk_job.html", job=found, name=words.action(found.action))
    if found.left:
        answer.headers["Refresh"] = PAUSE
    return answer


@router.post("/jobs/{number}/stop")
def stopped(visit: Asked, number: int) -> Response:
    bulk_jobs.stop(visit.runtime, visit.officer, number)
    return back_to(f"/desk/bulk/jobs/{number}")


def _begun(visit: Visit, action: Action, given: dict[str, str], versions: dict[str, int]) -> Response:
    return back_to(f"/desk/bulk/jobs/{bulk_jobs.begin(visit.runtime, visit.officer, action, given, versions)}")


def _form(visit: Visit, versions: dict[str, int], wrong: str = "") -> Response:
    found = inbox.of_cases(visit.runtime, visit.officer, list(versions))
    organs = tree(visit.runtime)
    return drawing.page(
        visit,
        "bulk_forward.html",
        status=422 if wrong else 200,
        wrong=wrong,
        lines=lines.listed(visit.runtime, found),
        ticked=[f"{number}|{version}" for number, version in versions.items()],
        units=[(each.id, each.name) for each in organs if each.active and each.id != visit.officer.organ],
        ways=fields.choices("way"),
        unclassified=any(each.state is CaseState.REGISTERED for each in found),
        unit=visit.said("unit", 64),
        way=visit.said("way", 2) or "6",
        note=visit.said("note"),
    )


def _all_of_them(visit: Visit) -> dict[str, int]:
    """Returns the version by number of the first cases that the filter of the address finds, as many as a job takes."""
    wanted, found = replace(asked_for(visit), after=None), dict[str, int]()
    while True:
        page = inbox.page(visit.runtime, visit.officer, wanted)
        found |= {each.case_number: each.version for each in page.lines}
        if not page.more or len(found) >= bulk_jobs.MOST:
            return dict(list(found.items())[: bulk_jobs.MOST])
        wanted = replace(wanted, after=page.lines[-1].key)


def _ticked(visit: Visit) -> dict[str, int]:
    """Returns the version on the screen by number. Raises Refused 413 for too many, 404 for what is no tick."""
    found = {}
    for each in visit.all_said("case", bulk_jobs.MOST):
        number, _bar, version = each.partition("|")
        if not (version.isascii() and version.isdigit() and len(version) < 9):
            raise not_found()
        found[number[:40]] = int(version)
    return found
