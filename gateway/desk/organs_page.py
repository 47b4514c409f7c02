"""For administrators: the tree of organs, who works where, invitations, and handing over what a leaving officer has."""

from dataclasses import dataclass

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from core.language import N_, _
from gateway.cases.duties import OpenDuties
from gateway.desk import drawing
from gateway.desk.qr import qr_drawing
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.desk.words import staff as words
from gateway.refusals import Refused, not_found
from gateway.staff import invitations, officers, organ_import, organ_list
from gateway.staff.officers import Officer, Role
from gateway.staff.organs import Organ, OrganTree
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk/organs", route_class=DeskRoute, include_in_schema=False)
WORK = OpenDuties()
TOLD = {"disabled": N_("已停用，登录已全部结束。"), "handed": N_("已移交。"), "imported": N_("名单已换成新的。")}


@dataclass(frozen=True)
class OrganRow:
    organ: Organ
    kind: str
    depth: int
    people: int


@router.get("")
def page(visit: Asked) -> Response:
    _check(visit)
    organs, at = tree(visit.runtime), visit.asked("organ", 64)
    if at and at not in organs:
        raise not_found()
    return _drawn(visit, organs, at)


@router.post("/officers")
def added(visit: Asked) -> Response:
    """Adds an officer, and shows the invitation once."""
    _check(visit)
    organ, login = visit.said("organ", 64), visit.said("login", 64)
    roles = frozenset(Role(each) for each in visit.all_said("role", len(Role)) if each in set(Role))
    try:
        officer = officers.add(
            visit.runtime, Officer(login, visit.said("name", 80), organ, roles), by=visit.officer.login
        )
    except Refused as refused:
        return _drawn(visit, tree(visit.runtime), organ, refused)
    return _invited(visit, officer)


@router.post("/officers/{login}/invite")
def invited(visit: Asked, login: str) -> Response:
    """A new password and second factor for somebody who forgot theirs."""
    _check(visit)
    return _invited(visit, _known(visit, login))


@router.post("/officers/{login}/disable")
def disabled(visit: Asked, login: str) -> Response:
    _check(visit)
    officer = _known(visit, login)
    if officer.login == visit.officer.login:
        return _drawn(visit, tree(visit.runtime), officer.organ, Refused(422, "self", _("不能停用自己。")))
    officers.disable(visit.runtime, officer.login, by=visit.officer.login)
    return back_to(f"/desk/organs?organ={officer.organ}&told=disabled")


@router.post("/officers/{login}/hand-over")
def handed_over(visit: Asked, login: str) -> Response:
    _check(visit)
    officer, target = _known(visit, login), visit.said("to", 64)
    try:
        officers.hand_over(visit.runtime, officer.login, target, by=visit.officer.login, work=WORK)
    except Refused as refused:
        return _drawn(visit, tree(visit.runtime), officer.organ, refused)
    return back_to(f"/desk/organs?organ={officer.organ}&told=handed")


@router.post("/list")
async def list_given(visit: Asked) -> Response:
    """A new list of organs: looked at first, written when the administrator says so."""
    _check(visit)
    content = b"".join([await each.read() for each in visit.files("list")])
    return await run_in_threadpool(_list, visit, content)


def _list(visit: Visit, content: bytes) -> Response:
    write = visit.said("do", 10) == "write"
    if write:
        found = organ_import.take(visit.runtime, content, by=visit.officer.login, work=WORK)
        if not found.problems:
            return back_to("/desk/organs?told=imported")
    found = organ_import.preview(visit.runtime, content, WORK)
    return drawing.page(
        visit,
        "organ_list.html",
        status=422 if found.problems else 200,
        problems=[(each.row, each.organ, each.message) for each in found.problems],
        counts=organ_list.counts(found),
        names={each.id: each.name for each in (*tree(visit.runtime), *found.organs)},
        found=found,
    )


def _invited(visit: Visit, officer: Officer) -> Response:
    made = invitations.invite(visit.runtime, officer.login, by=visit.officer.login)
    address = made.url or str(visit.request.base_url).rstrip("/") + f"{invitations.PATH}?token={made.token}"
    return drawing.page(
        visit, "invited.html", invited=officer, address=address, expires=made.expires, qr=qr_drawing(address)
    )


def _drawn(visit: Visit, organs: OrganTree, at: str, refused: Refused | None = None) -> Response:
    people = officers.listed(visit.runtime)
    count: dict[str, int] = {}
    for each in people:
        count[each.organ] = count.get(each.organ, 0) + each.active
    told = TOLD.get(visit.asked("told"))
    return drawing.page(
        visit,
        "organs.html",
        status=refused.status_code if refused else 200,
        rows=list(_rows(organs, count)),
        at=next((each for each in organs if each.id == at), None),
        people=[(each, [words.role(role) for role in sorted(each.roles)]) for each in people if each.organ == at],
        roles=[(each.value, words.role(each.value)) for each in Role],
        login=visit.said("login", 64),
        name=visit.said("name", 80),
        wrong=refused.message if refused else "",
        told=_(told) if told else "",
    )


def _rows(organs: OrganTree, people: dict[str, int]) -> list[OrganRow]:
    """The tree from the top, each organ under the one above it."""
    below: dict[str | None, list[Organ]] = {}
    for each in organs:
        if each.active:
            below.setdefault(each.parent, []).append(each)

    def walk(parent: str | None, depth: int) -> list[OrganRow]:
        rows = []
        for each in below.get(parent, ()):
            rows.append(OrganRow(each, words.organ_kind(each.kind), depth, people.get(each.id, 0)))
            rows += walk(each.id, depth + 1)
        return rows

    return walk(None, 0)


def _known(visit: Visit, login: str) -> Officer:
    """Raises Refused 404."""
    with visit.runtime.reading() as db:
        officer = officers.find(db, login)
    if officer is None:
        raise not_found()
    return officer


def _check(visit: Visit) -> None:
    if not visit.officer.may(Role.ADMINISTER):
        raise not_found()
