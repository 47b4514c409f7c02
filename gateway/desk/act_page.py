"""One act on one case: a form with the few fields it needs, beside the words of the petition.

The form carries the version that was on the screen. Where somebody was faster nothing is written; what they did is
shown, and everything that the later one wrote stays in the form and in a draft.
"""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from core.cases.actions import Action
from core.cases.appointments import meet_by
from core.cases.clocks import profiles
from core.cases.fields import FIELDS
from core.cases.machine import LawfulAct
from core.cases.refusals import CONFLICT
from core.cases.told import letter_of
from core.file_name import made_safe
from gateway.cases import acts, case_file, drafts, earlier_endings
from gateway.cases.acts import Act, RefusedAct
from gateway.cases.case_file import CaseFile
from gateway.casework.files import Brought
from gateway.casework.letter_fields import PREFIX
from gateway.casework.letters_in_part import LEFT_TO_OFFICER
from gateway.desk import acting, case_view, drawing, texts_page
from gateway.desk.case_page import names_of, shown
from gateway.desk.form_fields import FormField, of_letter
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.desk.words import cases as words
from gateway.desk.words import fields
from gateway.desk.words.fields import Widget
from gateway.letters.documents import LetterStopped
from gateway.letters.schema import schemas
from gateway.refusals import not_found
from gateway.staff import officers
from gateway.staff.organs import OrganTree
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk/cases", route_class=DeskRoute, include_in_schema=False)
TALL = frozenset({"opinion", "facts", "basis", "report", "terms"})
"""Fields in which whole letters are written."""


@router.get("/{number}/acts/{action}")
def form(visit: Asked, number: str, action: str) -> Response:
    wanted = _action(action)
    file = case_file.opened(visit.runtime, visit.officer, number)
    before = next((each for each in drafts.kept(visit.runtime, visit.officer, number) if each.action is wanted), None)
    return _drawn(visit, file, wanted, before.given if before else {}, draft=bool(before))


@router.post("/{number}/acts/{action}")
async def done(visit: Asked, number: str, action: str) -> Response:
    """With the files that were chosen: papers that were scanned, proofs."""
    brought = [Brought(made_safe(each.filename or "", "file"), await each.read()) for each in visit.files("brought")]
    return await run_in_threadpool(_done, visit, number, action, brought)


def _done(visit: Visit, number: str, action: str, brought: list[Brought]) -> Response:
    wanted, officer = _action(action), visit.officer
    given = _given(visit)
    act = Act(number, wanted, given, _version(visit))
    if visit.said("do") == "keep":
        drafts.keep(visit.runtime, officer, act)
        return back_to(f"/desk/cases/{number}?told=kept")
    if visit.said("do", 40).startswith(texts_page.FILL):
        file = case_file.opened(visit.runtime, officer, number)
        return _drawn(visit, file, wanted, texts_page.filled(visit, given))
    try:
        acting.act(visit, act, brought)
    except acting.STOPPED as refused:
        drafts.keep(visit.runtime, officer, act)
        file = case_file.opened(visit.runtime, officer, number)
        return _drawn(visit, file, wanted, given, refused=refused)
    drafts.drop(visit.runtime, officer, number, wanted)
    return back_to(f"/desk/cases/{number}?told=done")


def _drawn(
    visit: Visit,
    file: CaseFile,
    action: Action,
    given: Mapping[str, str],
    *,
    refused: RefusedAct | LetterStopped | None = None,
    draft: bool = False,
) -> Response:
    """Raises Refused 404 for an act that nobody could do now, unless its words have to be shown again."""
    lawful = next((each for each in file.acts if each.action is action), None)
    if lawful is None and refused is None:
        raise not_found()
    likely = _likely(visit, file, action)
    saved = texts_page.offered(visit)
    organs, conflict = tree(visit.runtime), refused is not None and refused.code == CONFLICT
    seen = _version(visit) or file.case.version
    return drawing.page(
        visit,
        "act.html",
        status=refused.status_code if refused else 200,
        **shown(visit, file),
        action=action.value,
        name=words.action(action),
        article=lawful.article if lawful else "",
        possible=lawful is not None,
        fields=[
            FormField(
                name=each,
                label=fields.label(each),
                hint=fields.hint(each),
                widget=fields.widget(each),
                value=given.get(each, likely.get(each, "")),
                required=required,
                choices=_choices(visit, organs, each),
                rows=9 if each in TALL else 4,
                saved=saved.get(each, []),
            )
            for each, required in _order(lawful, given)
        ],
        letter_fields=_of_its_letter(file, action, given),
        version=file.case.version,
        refused=acting.sentence(refused) if refused else "",
        refused_article=refused.article if isinstance(refused, RefusedAct) else "",
        conflict=conflict,
        meanwhile=[each for each in case_view.events(file, organs, names_of(visit, file)) if each.version > seen]
        if conflict
        else [],
        draft=draft,
        matters=_matters(file),
    )


def _of_its_letter(file: CaseFile, action: Action, given: Mapping[str, str]) -> list[FormField]:
    """The fields of the act's letter that nobody but the officer can say. Left empty, the letter is written later."""
    kind = letter_of(action, file.case.state)
    if kind not in LEFT_TO_OFFICER or file.sealed:
        return []
    names = {PREFIX + name: schemas()[kind].field(name) for name in LEFT_TO_OFFICER[kind]}
    return [of_letter(field, name, given.get(name, "")) for name, field in names.items() if field]


def _order(lawful: LawfulAct | None, given: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Returns the fields, what is needed first; of an act that is not lawful any more those that were filled in."""
    if lawful is None:
        return [(name, False) for name in given if name in FIELDS]
    needed = [(name, True) for name in lawful.needs]
    return needed + [(name, False) for name in lawful.takes if name not in lawful.needs]


def _choices(visit: Visit, organs: OrganTree, name: str) -> list[tuple[str, str]]:
    widget = fields.widget(name)
    if widget is Widget.ORGAN:
        return [(each.id, each.name) for each in organs if each.active]
    if widget is Widget.OFFICER:
        theirs = officers.listed(visit.runtime, [visit.officer.organ])
        return [(each.login, each.name) for each in theirs if each.active]
    if name == "profile":
        return [(each, words.profile(each)) for each in profiles()]
    return fields.choices(name) if widget in fields.CHOOSING else []


def _likely(visit: Visit, file: CaseFile, action: Action) -> dict[str, str]:
    """What is most often meant, filled in beforehand; the officer sees it and may change it."""
    with visit.runtime.reading() as db:
        ended = earlier_endings.ended_before(db, visit.runtime, file.row, visit.officer)
    known = {"kind": file.case.kind.value, "way": str(file.case.way or "")}
    if last := meet_by(file.case, acts.world(visit.runtime)):
        known["on"] = last.isoformat() if action is Action.INVITE else ""
    return known | ({"earlier": ended[0]["number"]} if ended else {})


def _matters(file: CaseFile) -> list[str]:
    """The matters that were accepted, each of which an opinion answers."""
    given = next((each.given for each in reversed(file.events) if each.given.get("matters")), {})
    return list(given.get("matters", []))


def _given(visit: Visit) -> dict[str, str]:
    """The values of the fields that were sent; of a list its entries."""
    sent = {name: visit.said(name) for name in visit.form if name in FIELDS or name.startswith(PREFIX)}
    sent |= {name: ",".join(visit.all_said(name)) for name in ("outcomes",) if name in visit.form}
    return {name: value for name, value in sent.items() if value}


def _version(visit: Visit) -> int | None:
    said = visit.said("version", 10)
    return int(said) if said.isascii() and said.isdigit() else None


def _action(text: str) -> Action:
    try:
        return Action(text)
    except ValueError:
        raise not_found() from None
