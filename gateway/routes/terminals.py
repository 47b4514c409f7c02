"""Health, enrolment, what terminals are told, and the comparison of their items with the platform's."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from core.reconciliation import ReconciliationCall
from core.wire import Enrolment, Health, Rotation, SignedText, TerminalAgents, TerminalReport
from gateway import reconciliation
from gateway.auth import enrolment, rotation
from gateway.auth.guard import TheCaller, TheRuntime, TheTerminal, record_nonce
from gateway.cases import bulletin, progress_feed
from gateway.fleet import agents, reports
from gateway.http.json_limits import LimitedJsonRoute, ManyItemsRoute

router = APIRouter(prefix="/v1", route_class=LimitedJsonRoute)
comparison = APIRouter(prefix="/v1/reconciliation", route_class=ManyItemsRoute)
those_there = APIRouter(prefix="/v1/agents", route_class=ManyItemsRoute)
ROUTERS = (router, comparison, those_there)
MAX_EVENT_NUMBER = 2**31 - 1


@router.get("/health")
async def health(runtime: TheRuntime) -> Health:
    """Answers the gateway's health without a thread or a database row, even while all are in use."""
    return Health(
        status="ok" if runtime.free_space is None or runtime.free_space.enough() else "full", at=runtime.now()
    )


@router.post("/enrolments", status_code=201)
def enrol(call: Enrolment, runtime: TheRuntime, request: Request, answers_signed: bool = False) -> SignedText:
    enrolled = enrolment.enrol(runtime, call, request.client.host if request.client else "")
    return bulletin.signed(runtime, enrolled, answers_signed=answers_signed)


class Known(BaseModel):
    """Fields of the bulletin that a terminal asks for by name, since one of a version before does not know them."""

    organ: bool = False
    answers_signed: bool = False
    offices: bool = False
    revoked_cards: bool = False


@router.get("/bulletin")
def the_bulletin(runtime: TheRuntime, terminal: TheTerminal, known: Annotated[Known, Query()]) -> SignedText:
    return bulletin.signed(runtime, bulletin.current(runtime), **known.model_dump())


@router.get("/progress")
def progress(
    runtime: TheRuntime,
    terminal: TheTerminal,
    after: Annotated[int, Query(ge=0, le=MAX_EVENT_NUMBER)] = 0,
    life: bool = False,
) -> SignedText:
    return progress_feed.signed(runtime, progress_feed.progress(runtime, terminal, after), life=life)


@router.post("/report", status_code=204)
def report(call: TerminalReport, runtime: TheRuntime, terminal: TheTerminal) -> None:
    reports.keep(runtime, terminal, call)


@those_there.post("", status_code=204)
def its_agents(call: TerminalAgents, runtime: TheRuntime, terminal: TheTerminal) -> None:
    agents.keep(runtime, terminal, call)


@router.post("/rotation")
def rotate(call: Rotation, runtime: TheRuntime, caller: TheCaller) -> SignedText:
    record_nonce(runtime, caller)
    return bulletin.signed(runtime, rotation.announce(runtime, caller.sender, call))


@comparison.post("")
def reconcile(call: ReconciliationCall, runtime: TheRuntime, terminal: TheTerminal) -> SignedText:
    return bulletin.signed(runtime, reconciliation.reconcile(runtime, terminal, call))
