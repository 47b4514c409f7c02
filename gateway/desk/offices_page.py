"""Where the lawful routes begin, by place: name, address, telephone, hours; published to all terminals."""

from fastapi import APIRouter, Response
from pydantic import ValidationError

from core.language import _
from core.message import Message
from core.sentences import sentence_of
from core.wire import Office, Published
from gateway.cases import bulletin
from gateway.desk import drawing, places
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.refusals import not_found
from gateway.staff.officers import Role
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk/bulletin/offices", route_class=DeskRoute, include_in_schema=False)
SPARE, MOST_ROWS = 3, 150
"""Empty rows below those there are; rows that one form holds. More come from a file (`gateway publish`)."""
ROUTES = (
    *("petition", "court", "arbitration", "administrative-review", "administrative-suit", "discipline"),
    *("political-legal", "police", "procuracy", "labour-inspection", "work-injury", "mediation", "legal-aid"),
)
COLUMNS = ("route", "place", "name", "address", "telephone", "hours")
Row = dict[str, str]


@router.get("")
def page(visit: Asked) -> Response:
    _check(visit)
    told = _("已发布，终端下次联网就会取到。") if visit.asked("told") == "published" else ""
    return _drawn(visit, _published(visit), told=told)


@router.post("")
def published(visit: Asked) -> Response:
    """Publishes the rows that have a route and a place; all else stays as it was published before."""
    _check(visit)
    columns = [visit.all_said(name, MOST_ROWS + SPARE) for name in COLUMNS]
    if len({len(each) for each in columns}) != 1:
        raise not_found()
    rows = [dict(zip(COLUMNS, (each.strip() for each in row), strict=True)) for row in zip(*columns, strict=True)]
    wanted = [row for row in rows if any(row[name] for name in COLUMNS)]
    before = bulletin.last_published(visit.runtime)[1].model_dump(mode="json")
    try:
        said = Published.model_validate({**before, "offices": wanted})
    except ValidationError:
        return _drawn(visit, wanted, wrong=_("每一行都要选途径和地方；名称、地址最多80个字，电话最多40个。"))
    if len({(each.route, each.place) for each in said.offices}) != len(said.offices):
        return _drawn(visit, wanted, wrong=_("同一个地方的同一种途径写了两行，请合成一行。"))
    bulletin.publish(visit.runtime, said)
    return back_to("/desk/bulletin/offices?told=published")


def _published(visit: Visit) -> list[Row]:
    return [_row(each) for each in bulletin.last_published(visit.runtime)[1].offices]


def _row(office: Office) -> Row:
    return office.model_dump()


def _drawn(visit: Visit, rows: list[Row], *, told: str = "", wrong: str = "") -> Response:
    organs, organ = tree(visit.runtime), visit.officer.organ
    known = places.choices(organs, organ, "")
    named = dict(known) | {
        row["place"]: places.name(row["place"], organs) for row in rows if row["place"] not in dict(known)
    }
    too_many = len(rows) > MOST_ROWS
    return drawing.page(
        visit,
        "offices.html",
        status=422 if wrong else 200,
        rows=rows if too_many else [*rows, *([dict.fromkeys(COLUMNS, "")] * SPARE)],
        routes=[(each, sentence_of(Message(f"route.{each}"))) for each in ROUTES],
        place_choices=[(code, name) for code, name in named.items() if code],
        too_many=too_many,
        told=told,
        wrong=wrong,
    )


def _check(visit: Visit) -> None:
    if not visit.officer.may(Role.ADMINISTER):
        raise not_found()
