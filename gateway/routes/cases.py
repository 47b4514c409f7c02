"""Queries about cases, and evaluations."""

from fastapi import APIRouter

from core.case import CaseView
from core.wire import CardAnswer, CardQuery, CaseQuery, EvaluationCall
from gateway.auth.guard import TheRuntime, TheTerminal
from gateway.cases import evaluations, queries
from gateway.http.json_limits import LimitedJsonRoute

router = APIRouter(prefix="/v1", route_class=LimitedJsonRoute)


@router.post("/queries")
def query(call: CaseQuery, runtime: TheRuntime, terminal: TheTerminal) -> CaseView:
    return queries.by_code(runtime, terminal, call)


@router.post("/queries/card")
def query_by_card(call: CardQuery, runtime: TheRuntime, terminal: TheTerminal) -> CardAnswer:
    return queries.by_card(runtime, terminal, call)


@router.post("/evaluations", status_code=204)
def evaluate(call: EvaluationCall, runtime: TheRuntime, terminal: TheTerminal) -> None:
    evaluations.evaluate(runtime, terminal, call)
