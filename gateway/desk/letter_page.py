"""A letter of a case that an officer writes: what the record knows stands in it, the rest is asked for."""

from fastapi import APIRouter, Response

from core.language import _
from gateway.cases import case_file
from gateway.casework import written_letters
from gateway.casework.letter_fields import asked
from gateway.desk import acting, drawing
from gateway.desk.case_page import shown
from gateway.desk.form_fields import as_text, of_letter
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.letters.documents import LetterStopped
from gateway.letters.schema import schemas, title_of
from gateway.refusals import not_found

router = APIRouter(prefix="/desk/cases", route_class=DeskRoute, include_in_schema=False)


@router.get("/{number}/letters/new/{kind}")
def form(visit: Asked, number: str, kind: str) -> Response:
    return _drawn(visit, number, kind, {})


@router.post("/{number}/letters/new/{kind}")
def write(visit: Asked, number: str, kind: str) -> Response:
    if kind not in schemas():
        raise not_found()
    typed = {each.name: visit.said(each.name) for each in asked(schemas()[kind]) if each.name in visit.form}
    try:
        written_letters.write(visit.runtime, visit.officer, number, kind, typed)
    except LetterStopped as stopped:
        return _drawn(visit, number, kind, typed, stopped)
    return back_to(f"/desk/cases/{number}?told=done")


def _drawn(
    visit: Visit, number: str, kind: str, typed: dict[str, str], stopped: LetterStopped | None = None
) -> Response:
    if kind not in schemas():
        raise not_found()
    known = written_letters.known(visit.runtime, visit.officer, number, kind)
    file = case_file.opened(visit.runtime, visit.officer, number)
    schema = schemas()[kind]
    return drawing.page(
        visit,
        "letter.html",
        status=stopped.status_code if stopped else 200,
        **shown(visit, file),
        name=title_of(kind),
        letter_kind=kind,
        of_record=[(_(each.label), as_text(known.get(each.name))) for each in schema.fields if each.record],
        letter_fields=[
            of_letter(each, each.name, typed.get(each.name, as_text(known.get(each.name)))) for each in asked(schema)
        ],
        refused=acting.sentence(stopped) if stopped else "",
    )
