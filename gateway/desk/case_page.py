"""A case: the words with their sound, the papers, what happened, what is owed, what may be done next."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from core.cases.state import Agency
from core.language import N_, _
from core.media_type import media_type_of
from core.petition import Petition
from core.petition import Role as PaperRole
from gateway.cases import acts, annexes, authorities, case_file, contents, drafts, inbox, people, reading, supplements
from gateway.cases.case_file import CaseFile
from gateway.cases.law_beside import law_beside
from gateway.cases.supplements import Supplement
from gateway.casework import files as casework_files
from gateway.casework import written_letters
from gateway.desk import case_view, drawing, files, lines
from gateway.desk.route import DeskRoute
from gateway.desk.visit import Asked, Visit
from gateway.desk.whose_words import whose_words
from gateway.desk.words import cases as words
from gateway.keys.keyring import BUREAU
from gateway.letters.documents import documents_of
from gateway.letters.files import pdf_of
from gateway.letters.schema import title_of
from gateway.refusals import not_found
from gateway.runtime import Runtime
from gateway.staff import officers
from gateway.staff.tree import tree

router = APIRouter(prefix="/desk/cases", route_class=DeskRoute, include_in_schema=False)
PAPERS_A_PAGE = 24
TOLD = {"kept": N_("草稿已存，只有您能看到。"), "done": N_("已办，记入经过。"), "listed": N_("已加入我的清单。")}
"""What is said once after a form was done with."""


@router.get("/{number}")
def page(visit: Asked, number: str) -> Response:
    file = case_file.opened(visit.runtime, visit.officer, number)
    told = TOLD.get(visit.asked("told"))
    return drawing.page(visit, "case.html", **shown(visit, file), told=_(told) if told else "")


def _agent(visit: Visit, file: CaseFile, filed: Petition | None) -> case_view.AuthorityView | None:
    """Returns who filed for whom, and whether the terminal had such an agent; None where nobody filed for another."""
    if filed is None or filed.agent is None:
        return None
    standing = authorities.at_terminal(visit.runtime, file.row["id"])
    return case_view.authority(filed, file.case.agency, visit.runtime.now().date(), standing)


def shown(visit: Visit, file: CaseFile) -> dict[str, Any]:
    """Returns what the page of a case has, for pages beside it too."""
    runtime, organs = visit.runtime, tree(visit.runtime)
    filed = None if file.sealed else contents.petition(runtime, file.row)
    every = _papers(runtime, file.row, filed) if filed else []
    first = max(0, _number(visit.asked("papers")) - 1) * PAPERS_A_PAGE
    today, duty = runtime.now().date(), file.case.duty
    with runtime.reading() as db:
        documents = documents_of(db, file.row["id"])
        before = [] if file.sealed else people.filed_before(db, runtime, file.row, visit.officer)
        brought = [] if file.sealed else casework_files.listed(db, runtime, file.row["id"])
    begun = {each.action for each in drafts.kept(runtime, visit.officer, file.row["number"])}
    possible = case_view.possible(file, begun)
    writable = written_letters.writable(runtime, visit.officer, file.row["number"])
    return {
        "file": file,
        "case": file.case,
        "number": file.row["number"],
        "registered": file.row["registered_at"],
        "petition": filed,
        "authority": _agent(visit, file, filed),
        "together": case_view.together(filed, visit.officer),
        "whose": whose_words(filed),
        "annex": _annex(visit, file.row, filed),
        "before": before,
        "kind": words.kind(file.case.kind),
        "channel": words.channel(filed.channel) if filed else "",
        "category": "" if file.sealed else lines.category_name(filed.matter.category if filed else ""),
        "state": words.state(file.case.state),
        "urgent": "" if file.sealed else lines.urgency_words(inbox.urgency_of(file.row)),
        "sounds": [each for each in every if each.role == "audio" and (each.here or each.withdrawn)],
        "papers": [each for each in every if each.role != "audio"][first : first + PAPERS_A_PAGE],
        "papers_page": first // PAPERS_A_PAGE + 1,
        "papers_pages": -(-sum(each.role != "audio" for each in every) // PAPERS_A_PAGE),
        "paper_words": words.paper,
        "owed": case_view.owed(file, organs, today, law_beside(runtime, file.case, duty) if duty else None),
        "owed_beside": case_view.beside(file, organs, today),
        "events": case_view.events(file, organs, names_of(visit, file)),
        "brought": brought,
        "supplements": [_supplement(visit, each) for each in reversed(file.supplements)],
        "letters": case_view.letters(documents, organs),
        "duties": case_view.duties(file, organs),
        "writable": [(kind, title_of(kind)) for kind in writable],
        "legs": case_view.legs(file, organs),
        "links": [(number, words.relation(relation), leads) for number, relation, leads in file.links],
        "judgements": [
            (words.grade(each.bureau), words.grade(each.unit), each.reasons, each.at) for each in file.judgements
        ],
        "readers": [(day, lines.organ_name(organs, organ)) for day, organ in file.readers],
        "acts": [each for each in possible if each.code not in case_view.BESIDE],
        "beside": [each for each in possible if each.code in case_view.BESIDE],
    }


def _supplement(visit: Visit, added: Supplement) -> case_view.SupplementView:
    """What was added; without its words where they cannot be opened. Whether an agent might was judged when it came."""
    row = {"item": added.item, "recipient_set": BUREAU}
    filed = contents.petition(visit.runtime, row)
    papers = _papers(visit.runtime, row, filed) if filed else []
    by = case_view.authority(filed, Agency.ACTS, visit.runtime.now().date()) if filed else None
    words, annex = filed.matter.narrative if filed else None, _annex(visit, row, filed)
    return case_view.SupplementView(added.version, added.at, added.new, words, papers, by, whose_words(filed), annex)


def _papers(runtime: Runtime, row: Mapping[Any, Any], filed: Petition) -> list[contents.Paper]:
    """Returns the attachments without the annex, which is no paper."""
    return [each for each in contents.papers(runtime, row, filed) if each.role != PaperRole.ANNEX]


def _annex(visit: Visit, row: Mapping[Any, Any], filed: Petition | None) -> annexes.Annex | None:
    """Returns the annex for an officer of a bureau; None for anybody else, and where there is none."""
    return annexes.of(visit.runtime, row, filed) if filed and annexes.may_read(visit.runtime, visit.officer) else None


def _answer(visit: Visit, row: Mapping[Any, Any], filed: Petition | None, n: int) -> Response:
    """Returns a paper. Raises Refused 404 where it is not here; the annex is no paper."""
    found = contents.content(visit.runtime, row, filed, n) if filed else None
    if filed is None or found is None or filed.attachments[n - 1].role is PaperRole.ANNEX:
        raise not_found()
    return files.answer(contents.papers(visit.runtime, row, filed)[n - 1].name, *found)


def names_of(visit: Visit, file: CaseFile) -> dict[str, str]:
    """Returns the names of those who acted in the case, by login."""
    at = {each.organ for each in file.events if each.organ}
    return {each.login: each.name for each in officers.listed(visit.runtime, at)}


@router.get("/{number}/files/{n}")
def file(visit: Asked, number: str, n: int) -> Response:
    """A paper of the petition. That it is read is noted before it is opened."""
    officer = visit.officer
    with visit.runtime.engine.begin() as db:
        row = acts.found(db, visit.runtime, officer, number)
        reading.note(db, visit.runtime, row, officer, "paper")
    return _answer(visit, row, contents.petition(visit.runtime, row), n)


@router.get("/{number}/added/{version}/{n}")
def added(visit: Asked, number: str, version: int, n: int) -> Response:
    """A paper that the petitioner added afterwards."""
    with visit.runtime.engine.begin() as db:
        row = acts.found(db, visit.runtime, visit.officer, number)
        reading.note(db, visit.runtime, row, visit.officer, "paper")
        this = next((each for each in supplements.of_case(db, row["id"]) if each.version == version), None)
    if this is None:
        raise not_found()
    item = {"item": this.item, "recipient_set": BUREAU}
    filed = contents.petition(visit.runtime, item)
    return _answer(visit, item, filed, n)


@router.get("/{number}/brought/{version}/{n}")
def brought(visit: Asked, number: str, version: int, n: int) -> Response:
    """A file that an officer brought with an act."""
    with visit.runtime.engine.begin() as db:
        row = acts.found(db, visit.runtime, visit.officer, number)
        reading.note(db, visit.runtime, row, visit.officer, "paper")
        kept = casework_files.content(db, visit.runtime, row["id"], version, n)
    if kept is None or row["recipient_set"] != BUREAU:
        raise not_found()
    name, content = kept
    return files.answer(name, media_type_of(content), content)


@router.get("/{number}/letters/{document}")
def letter(visit: Asked, number: str, document: int) -> Response:
    """The file of a letter of this case, to read and print."""
    officer = visit.officer
    with visit.runtime.engine.begin() as db:
        row = acts.found(db, visit.runtime, officer, number)
        this = next((each for each in documents_of(db, row["id"]) if each.id == document), None)
        if this is None:
            raise not_found()
        reading.note(db, visit.runtime, row, officer, "letter")
    return files.answer(f"{this.number}.pdf", "application/pdf", pdf_of(visit.runtime, document))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
