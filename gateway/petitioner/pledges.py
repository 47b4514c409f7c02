"""The pledge that a unit made to a petitioner: what they see of it, and the copy with their signature.

Whoever does not sign leaves nothing behind: no line, no mark, so that nobody can hold it against them.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, RowMapping

from core.bounded_types import LINE_CHARS, NOTE_CHARS
from core.case_life import Pledged
from core.cases import beside, machine
from core.cases.actions import Action
from core.cases.petitioner_table import PETITIONER
from core.cases.state import Case
from core.cases.turn import Actor
from core.wire.own_acts import OwnActCall
from gateway.cases import acts, history
from gateway.cases.legs import name_of
from gateway.cases.petitioner_acts import DoneAct
from gateway.letters import documents
from gateway.letters.documents import Document, documents_of
from gateway.petitioner.known_events import Known
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime

KIND = "pledge"
PETITIONER_ACTOR = Actor("", "", frozenset({PETITIONER}))


def pledged(runtime: Runtime, case: Case, known: Sequence[Known], papers: Sequence[Document]) -> Pledged | None:
    """Returns the last pledge of a case, kept or not; None where there is none, or its unit has the case no more.
    `papers`: the documents that are the petitioner's."""
    pledge = case.pledge
    stands = beside.owed(case, beside.PLEDGE) is not None
    if pledge is None or not (stands or pledge.kept):
        return None
    words = next((each.words for each in known if each.later.version == pledge.number), {})
    paper = next((each.number for each in reversed(papers) if each.kind == KIND), "")
    return Pledged(
        number=pledge.number,
        organ=name_of(runtime, pledge.organ),
        promise=str(words.get("promise", ""))[:NOTE_CHARS],
        by=pledge.by,
        contact=str(words.get("contact", ""))[:LINE_CHARS],
        paper=paper,
        signed=pledge.signed,
        kept=pledge.kept,
    )


def ready_signature(runtime: Runtime, call: OwnActCall) -> Callable[[Connection, RowMapping], DoneAct]:
    """Returns what signs the pledge inside the transaction: the event, and the copy with the signature on it. Raises
    Refused 422 without a signature."""
    if not call.signature:
        raise Refused(422, "missing", "a pledge is signed by hand")
    around, given = acts.world(runtime), {"pledge": str(call.pledge)}

    def sign(db: Connection, row: RowMapping) -> DoneAct:
        case = history.load(db, row["id"])
        decision = machine.decide(case, Action.SIGN_PLEDGE, given, PETITIONER_ACTOR, around)
        written = history.write(db, runtime, row, case, acts.happening(PETITIONER_ACTOR, decision))
        unsigned = documents_of(db, row["id"], KIND)
        if not unsigned:
            raise not_found()
        documents.issue_signed(db, runtime, row, unsigned[-1], call.signature)
        return DoneAct(written.at, written.case.version)

    return sign
