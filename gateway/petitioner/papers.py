"""The documents of a case that its petitioner may read: those written to them. An opinion is theirs once it was
delivered, as their rights run from that day (条例 art. 32, 35, 36)."""

import base64
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from core.bounded_types import LINE_CHARS, STORY_CHARS
from core.case_life import MOST_PAPERS, Paper
from core.cases.actions import Action
from core.wire import DocumentAnswer, DocumentQuery
from gateway.cases import queries
from gateway.letters.documents import Document, documents_of, sheet_of_document
from gateway.letters.files import pdf_of
from gateway.letters.schema import schemas
from gateway.petitioner.known_events import Known, known_events, opens_to_words
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime

TO_THEM = frozenset({"person", "parties"})
OPINIONS = frozenset({"reply", "review", "recheck"})
MOST_ANSWER_BYTES = 900_000
"""Text and file together; a terminal reads a mebibyte. A larger file is handed over by the office."""


def shown(db: Connection, case_id: int, known: Sequence[Known]) -> list[Document]:
    """Returns the petitioner's documents in the order in which they were issued."""
    return [
        each
        for each in documents_of(db, case_id)
        if each.kind in schemas() and schemas()[each.kind].to in TO_THEM and _theirs(each, known)
    ]


def _theirs(document: Document, known: Sequence[Known]) -> bool:
    if document.kind not in OPINIONS or document.delivered_at:
        return True
    return any(each.action == Action.DELIVER and each.told and each.at >= document.made_at for each in known)


def by_event(
    runtime: Runtime, documents: Sequence[Document], known: Sequence[Known]
) -> Mapping[int, tuple[Paper, ...]]:
    """Returns the papers by the index of the event they belong to: the latest of their kind before them, else the
    latest event of all."""
    found: dict[int, list[Paper]] = {}
    for document in documents:
        found.setdefault(_place(document, known), []).append(_paper(runtime, document))
    return {place: tuple(papers[-MOST_PAPERS:]) for place, papers in found.items()}


def _place(document: Document, known: Sequence[Known]) -> int:
    told = [index for index, each in enumerate(known) if each.told]
    fitting = [index for index in told if known[index].letter == document.kind]
    return next((index for index in (*reversed(fitting), *reversed(told)) if known[index].at <= document.made_at), 0)


def _paper(runtime: Runtime, document: Document) -> Paper:
    sheet = sheet_of_document(runtime, document.id)
    return Paper(number=document.number, kind=document.kind, title=sheet.title[:LINE_CHARS], day=sheet.day)


def document(runtime: Runtime, terminal: str, call: DocumentQuery) -> DocumentAnswer:
    """Returns the words and the file of a document. Raises Refused 404, also for one that is not theirs to read yet;
    429 after too many wrong codes."""
    case = queries.found(runtime, terminal, call.query)
    if not opens_to_words(case):
        raise not_found()
    with runtime.reading() as db:
        theirs = shown(db, case["id"], known_events(db, runtime, case["id"]))
    wanted = next((each for each in theirs if each.number == call.number), None)
    if wanted is None:
        raise not_found()
    sheet = sheet_of_document(runtime, wanted.id)
    if len(sheet.text) > STORY_CHARS:
        raise Refused(422, "too-long", "the document is longer than a terminal shows")
    file = base64.b64encode(pdf_of(runtime, wanted.id)).decode()
    fits = len(file) + len(sheet.text.encode()) <= MOST_ANSWER_BYTES
    title = sheet.title[:LINE_CHARS]
    return DocumentAnswer(number=wanted.number, title=title, text=sheet.text, pdf=file if fits else "")
