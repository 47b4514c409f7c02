"""Health, enrolment, and what terminals are told."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from core.wire import Enrolment, Health, Rotation, SignedText
from gateway.auth import enrolment, rotation
from gateway.auth.guard import TheCaller, TheRuntime, TheTerminal, record_nonce
from gateway.cases import bulletin
from gateway.http.json_limits import LimitedJsonRoute

router = APIRouter(prefix="/v1", route_class=LimitedJsonRoute)
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


@router.get("/bulletin")
def the_bulletin(
    runtime: TheRuntime, terminal: TheTerminal, organ: bool = False, answers_signed: bool = False
) -> SignedText:
    return bulletin.signed(runtime, bulletin.current(runtime), organ=organ, answers_signed=answers_signed)


@router.get("/progress")
def progress(
    runtime: TheRuntime, terminal: TheTerminal, after: Annotated[int, Query(ge=0, le=MAX_EVENT_NUMBER)] = 0
) -> SignedText:
    return bulletin.signed(runtime, bulletin.progress(runtime, terminal, after))


@router.post("/rotation")
def rotate(call: Rotation, runtime: TheRuntime, caller: TheCaller) -> SignedText:
    record_nonce(runtime, caller)
    return bulletin.signed(runtime, rotation.announce(runtime, caller.sender, call))
