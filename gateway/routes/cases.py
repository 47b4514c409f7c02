"""Queries about cases, evaluations, and what petitioners do with their own cases."""

from fastapi import APIRouter, Response
from pydantic import TypeAdapter

from core.case import CaseView, OwnCase
from core.case_life import CaseLife
from core.wire import (
    AppointmentAnswerCall,
    AuthorityWithdrawal,
    CardAnswer,
    CardQuery,
    CardText,
    CaseQuery,
    DocumentAnswer,
    DocumentQuery,
    EarlierQuery,
    EvaluationCall,
    OwnActCall,
    OwnActDone,
    OwnCases,
    PossibleActs,
)
from gateway.auth.guard import TheRuntime, TheTerminal
from gateway.cases import appointments, evaluations, queries
from gateway.http.json_limits import LimitedJsonRoute
from gateway.petitioner import life, own_acts, own_cases, papers, rights_cards

router = APIRouter(prefix="/v1", route_class=LimitedJsonRoute)
LIFE, JSON = TypeAdapter(CaseLife), "application/json"


@router.post("/queries")
def query(call: CaseQuery, runtime: TheRuntime, terminal: TheTerminal) -> CaseView:
    return queries.by_code(runtime, terminal, call)


@router.post("/queries/life", response_model=CaseLife)
def query_life(
    call: CaseQuery, runtime: TheRuntime, terminal: TheTerminal, beside: bool = False, words: bool = False
) -> CaseLife | Response:
    """`beside`: with what is owed beside the way of the case, and pledges; `words`: with whose words are whose.
    Terminals of versions before know no such fields."""
    told = life.by_code(runtime, terminal, call)
    unknown = {*(() if beside else ("beside", "pledge")), *(() if words else ("words",))}
    return Response(LIFE.dump_json(told, exclude=unknown), media_type=JSON) if unknown else told


@router.post("/queries/document")
def query_document(call: DocumentQuery, runtime: TheRuntime, terminal: TheTerminal) -> DocumentAnswer:
    return papers.document(runtime, terminal, call)


@router.post("/queries/card", response_model_exclude_defaults=True)
def query_by_card(
    call: CardQuery,
    runtime: TheRuntime,
    terminal: TheTerminal,
    *,
    agents: bool = False,
    annex: bool = False,
    asked: bool = False,
) -> CardAnswer:
    """`agents`, `annex`, `asked`: told to those who ask for it; terminals of a version before know no such fields."""
    return queries.by_card(runtime, terminal, call, agents=agents, annex=annex, asked=asked)


@router.post("/authorities/withdrawals")
def withdraw_authority(call: AuthorityWithdrawal, runtime: TheRuntime, terminal: TheTerminal) -> OwnActDone:
    return own_acts.withdraw_authority(runtime, terminal, call)


@router.post("/queries/supplement")
def query_supplement(call: CaseQuery, runtime: TheRuntime, terminal: TheTerminal) -> OwnCase:
    return own_cases.by_code(runtime, terminal, call)


@router.post("/queries/earlier")
def query_earlier(call: EarlierQuery, runtime: TheRuntime, terminal: TheTerminal) -> OwnCases:
    return own_cases.earlier(runtime, terminal, call)


@router.post("/evaluations", status_code=204)
def evaluate(call: EvaluationCall, runtime: TheRuntime, terminal: TheTerminal) -> None:
    evaluations.evaluate(runtime, terminal, call)


@router.post("/queries/possible")
def query_possible(call: CaseQuery, runtime: TheRuntime, terminal: TheTerminal, consents: bool = False) -> PossibleActs:
    """`consents`: with those that can be withdrawn besides messages; a terminal of the version before knows none."""
    return own_acts.possible(runtime, terminal, call, consents=consents)


@router.post("/own-acts", response_model_exclude_defaults=True)
def own_act(call: OwnActCall, runtime: TheRuntime, terminal: TheTerminal, added: bool = False) -> OwnActDone:
    """`added`: with what became of the files of items that were added; a terminal of the version before knows none."""
    done = own_acts.act(runtime, terminal, call)
    return done if added else done.model_copy(update={"added": ()})


@router.post("/rights-cards")
def rights_card(call: CaseQuery, runtime: TheRuntime, terminal: TheTerminal) -> CardText:
    return rights_cards.by_code(runtime, terminal, call)


@router.post("/appointments/answer", status_code=204)
def answer_invitation(call: AppointmentAnswerCall, runtime: TheRuntime, terminal: TheTerminal) -> None:
    appointments.answer(runtime, terminal, call)
