"""What a petitioner asks at a terminal, and what they think of the answer."""

from fastapi import APIRouter

from core.case import CaseView
from core.wire import CardAnswer, CardQuery, CaseQuery, EvaluationCall
from gateway.casework import evaluations, queries
from gateway.door.bounded import Bounded
from gateway.door.guard import TheOffice, TheTerminal

router = APIRouter(prefix="/v1", route_class=Bounded)


@router.post("/queries")
def query(call: CaseQuery, office: TheOffice, terminal: TheTerminal) -> CaseView:
    return queries.by_code(office, terminal, call)


@router.post("/queries/card")
def query_by_card(call: CardQuery, office: TheOffice, terminal: TheTerminal) -> CardAnswer:
    return queries.by_card(office, terminal, call)


@router.post("/evaluations", status_code=204)
def evaluate(call: EvaluationCall, office: TheOffice, terminal: TheTerminal) -> None:
    evaluations.evaluate(office, terminal, call)
