"""Lists of work beside the inbox, each a page of its own.

日清: what came today, ends today or is late, and has not moved; it moves, or somebody says why it stays. The officer's
own list, put together from any list, in their own order, printable. The watch, for nights and holidays: what is new,
due and late everywhere below, to print and hand over. What petitioners asked about their personal data and nobody
answered yet (个人信息保护法 art. 44 to 50).
"""

from fastapi import APIRouter, Response

from core.language import N_, _
from gateway.cases import inbox, overnight, petitioner_acts, shortlists
from gateway.cases.calendar import calendar
from gateway.cases.inbox import Box, Filter
from gateway.desk import drawing, lines
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked
from gateway.desk.words.fields import choice
from gateway.refusals import not_found
from gateway.staff import officers
from gateway.staff.officers import Role
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk", route_class=DeskRoute, include_in_schema=False)
REASON = "reason-"
"""Begins the name of a field; the number of the case follows."""


@router.get("/today")
def day_list(visit: Asked) -> Response:
    found = overnight.today(visit.runtime, visit.officer)
    organs, today = tree(visit.runtime), visit.runtime.now().date()
    sums = [(lines.organ_name(organs, each.organ), each) for each in overnight.sums(visit.runtime, visit.officer)]
    ahead = overnight.tomorrow(visit.runtime, visit.officer)
    names = {each.login: each.name for each in officers.listed(visit.runtime, {each.line.organ for each in found})}
    return drawing.page(
        visit,
        "day.html",
        rows=[
            (lines.shown(each.line, organs, today, names), each.reason, names.get(each.by, each.by)) for each in found
        ],
        sums=sums,
        tomorrow=lines.listed(visit.runtime, ahead),
        open_ones=sum(not each.reason for each in found),
        saved=visit.asked("told") == "saved",
        most=overnight.MOST_CHARS,
    )


@router.post("/today")
def explained(visit: Asked) -> Response:
    """Keeps each reason that was written. Raises Refused 404 for a case that is not the officer's."""
    for name, value in visit.form.multi_items():
        if name.startswith(REASON) and isinstance(value, str) and value.strip():
            overnight.explain(visit.runtime, visit.officer, name.removeprefix(REASON), value)
    return back_to("/desk/today?told=saved")


TOLD = {"added": N_("已加入。"), "removed": N_("已移出。信访件本身没有变。")}


@router.get("/shortlist")
def shortlist(visit: Asked) -> Response:
    found = shortlists.lines(visit.runtime, visit.officer)
    told = TOLD.get(visit.asked("told"))
    shown = lines.listed(visit.runtime, found)
    return drawing.page(visit, "shortlist.html", lines=shown, told=_(told) if told else "")


@router.post("/shortlist")
def shortlist_changed(visit: Asked) -> Response:
    officer = visit.officer
    numbers = [each.partition("|")[0] for each in visit.all_said("case")]
    if first := visit.said("first", 40):
        shortlists.put_first(visit.runtime, officer, first)
        return back_to("/desk/shortlist")
    if visit.said("do", 20) == "remove":
        shortlists.remove(visit.runtime, officer, numbers)
        return back_to("/desk/shortlist?told=removed")
    shortlists.add(visit.runtime, officer, numbers)
    return back_to("/desk/shortlist?told=added")


PARTS = (
    (Box.URGENT, N_("紧急")),
    (Box.LATE, N_("已逾期")),
    (Box.TODAY, N_("今天到期")),
    (Box.NEW, N_("新到，还没有人承办")),
)
LOOK_AGAIN_SECONDS = 60
"""The page asks anew by itself, so that whoever is on duty sees an urgent case soon after it was registered."""


@router.get("/watch")
def watch(visit: Asked) -> Response:
    officer = visit.officer
    if not officer.may(Role.DUTY, Role.SUPERVISE):
        raise not_found()
    today = visit.runtime.now().date()
    parts = []
    for box, name in PARTS:
        found = inbox.page(visit.runtime, officer, Filter(box, below=True))
        rows = lines.listed(visit.runtime, found.lines)
        parts.append((_(name), rows, f"/desk?box={box.value}&below=1" if found.more else ""))
    days = calendar(visit.runtime)
    answer = drawing.page(visit, "watch.html", parts=parts, working=not days.is_off(today), today=today)
    answer.headers["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return answer


@router.get("/data-requests")
def data_requests(visit: Asked) -> Response:
    if not visit.officer.may(Role.REGISTER):
        raise not_found()
    waiting = petitioner_acts.unanswered(visit.runtime, visit.officer)
    today = visit.runtime.now().date()
    rows = [(each, choice(each.request), each.due < today) for each in waiting]
    return drawing.page(visit, "data_requests.html", rows=rows)
