"""What all terminals are told: notices on their screens, a telephone number. Days off and routes stay as they are."""

from datetime import date

from fastapi import APIRouter, Response
from pydantic import ValidationError

from core.language import _
from core.wire import Published
from gateway.cases import bulletin
from gateway.desk import drawing
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.refusals import not_found
from gateway.staff.officers import Role

router = APIRouter(prefix="/desk/bulletin", route_class=DeskRoute, include_in_schema=False)
SPARE = 2
"""Empty forms below the notices there are."""
NOTICE_FIELDS = ("title", "text", "until")


@router.get("")
def page(visit: Asked) -> Response:
    _check(visit)
    number, now = bulletin.last_published(visit.runtime)
    rows = [(each.title, each.text, each.until.isoformat() if each.until else "") for each in now.notices]
    told = _("已发布，终端下次联网就会取到。") if visit.asked("told") == "published" else ""
    return _drawn(visit, (number, now), rows, now.telephone, told=told)


@router.post("")
def published(visit: Asked) -> Response:
    """Publishes the notices that have a title; all else stays as it was published before."""
    _check(visit)
    number, now = bulletin.last_published(visit.runtime)
    columns = (visit.all_said(name, 40) for name in NOTICE_FIELDS)
    rows = [(title.strip(), text.strip(), until.strip()) for title, text, until in zip(*columns, strict=True)]
    today = visit.runtime.now().date()
    before = {(each.title, each.text): each.dated for each in now.notices}
    told = [
        {"title": title, "text": text, "until": until or None, "dated": before.get((title, text)) or today}
        for title, text, until in rows
        if title
    ]
    kept = now.model_dump(mode="json")
    try:
        wanted = Published.model_validate({**kept, "notices": told, "telephone": visit.said("telephone", 200)})
    except ValidationError:
        return _drawn(
            visit,
            (number, now),
            rows,
            visit.said("telephone", 200),
            wrong=_("标题最多60个字，正文最多2000个字，日期要写对。"),
        )
    bulletin.publish(visit.runtime, wanted)
    return back_to("/desk/bulletin?told=published")


def _drawn(
    visit: Visit,
    last: tuple[int, Published],
    rows: list[tuple[str, str, str]],
    telephone: str,
    *,
    told: str = "",
    wrong: str = "",
) -> Response:
    number, now = last
    spare = [("", "", "")] * SPARE
    return drawing.page(
        visit,
        "bulletin.html",
        status=422 if wrong else 200,
        rows=[*(row for row in rows if row[0]), *spare],
        telephone=telephone,
        number=number,
        off=[each for each in now.off if each >= date(visit.runtime.now().year, 1, 1)],
        routes=now.routes,
        told=told,
        wrong=wrong,
    )


def _check(visit: Visit) -> None:
    if not visit.officer.may(Role.ADMINISTER):
        raise not_found()
