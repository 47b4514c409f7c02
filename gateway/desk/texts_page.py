"""常用语: texts that officers keep, their own and those of their organ, to look at, write, change and drop; and at the
form of an act: chosen below a field, put behind what stands there."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from core.language import N_, _
from gateway.cases import saved_texts
from gateway.cases.saved_texts import SavedText, Use
from gateway.desk import drawing
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.refusals import Refused, not_found

router = APIRouter(prefix="/desk/texts", route_class=DeskRoute, include_in_schema=False)
USES = {Use.REPLY: N_("答复：事实、意见、依据"), Use.EXPLANATION: N_("说明、理由"), Use.NOTICE: N_("告知：程序、去处")}
TOLD = {"kept": N_("已保存。"), "dropped": N_("已删除。已经写进信访件的不变。")}
NEW = SavedText(0, Use.REPLY, "", "", shared=False, own=True)


@router.get("")
def page(visit: Asked) -> Response:
    told = TOLD.get(visit.asked("told"))
    return _drawn(visit, NEW, told=_(told) if told else "")


@router.get("/{number}")
def one(visit: Asked, number: int) -> Response:
    found = next((each for each in saved_texts.listed(visit.runtime, visit.officer) if each.id == number), None)
    if found is None or not found.own:
        raise not_found()
    return _drawn(visit, found)


@router.post("")
def kept(visit: Asked) -> Response:
    """Raises Refused 404 for a text that is not theirs to change."""
    number, use = visit.said("text", 12) or "0", visit.said("use", 20)
    if not (number.isascii() and number.isdigit()) or use not in set(Use):
        raise not_found()
    shared = visit.said("whose", 10) == "organ"
    text = SavedText(int(number), Use(use), visit.said("title"), visit.said("words"), shared=shared, own=True)
    try:
        saved_texts.save(visit.runtime, visit.officer, text)
    except Refused as refused:
        if refused.status_code != 422:
            raise
        return _drawn(visit, text, wrong=_("题目最多40个字，内容最多5000个字，都要填；最多存300条。"))
    return back_to("/desk/texts?told=kept")


@router.post("/{number}/drop")
def dropped(visit: Asked, number: int) -> Response:
    saved_texts.drop(visit.runtime, visit.officer, number)
    return back_to("/desk/texts?told=dropped")


def _drawn(visit: Visit, text: SavedText, *, told: str = "", wrong: str = "") -> Response:
    return drawing.page(
        visit,
        "texts.html",
        status=422 if wrong else 200,
        text=text,
        rows=[(each, _(USES[each.use])) for each in saved_texts.listed(visit.runtime, visit.officer)],
        uses=[(each.value, _(name)) for each, name in USES.items()],
        told=told,
        wrong=wrong,
        most_title=saved_texts.MOST_TITLE,
        most_words=saved_texts.MOST_CHARS,
    )


FILL, CHOSEN = "fill-", "saved-"
"""Begin the value of the button and the name of the list; the name of the field follows."""
FIELDS = {
    Use.REPLY: ("facts", "opinion", "basis", "report"),
    Use.EXPLANATION: ("reasons", "note", "conclusion", "demand", "done"),
    Use.NOTICE: ("procedure", "remedy", "contact", "terms"),
}
"""For which fields a text is offered."""


def offered(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """Returns by field the number and title of each text that the officer may put there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text in saved_texts.listed(visit.runtime, visit.officer):
        for field in FIELDS[text.use]:
            found.setdefault(field, []).append((str(text.id), text.title))
    return found


def filled(visit: Visit, given: Mapping[str, str]) -> dict[str, str]:
    """Returns what was written, with the text that was chosen behind what stands in its field. Without a choice, or
    where the text is no more, nothing changes."""
    field = visit.said("do", 40).removeprefix(FILL)
    wanted = visit.said(f"{CHOSEN}{field}", 12)
    texts = saved_texts.listed(visit.runtime, visit.officer)
    text = next((each for each in texts if str(each.id) == wanted and field in FIELDS[each.use]), None)
    if text is None:
        return dict(given)
    before = given.get(field, "")
    return {**given, field: f"{before}\n{text.words}" if before else text.words}
