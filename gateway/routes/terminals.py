"""Health, enrolment, and what terminals are told."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from core.wire import Enrolment, Health, Rotation, SignedText
from gateway.casework import bulletin
from gateway.door import enrolment, rotation
from gateway.door.bounded import Bounded
from gateway.door.guard import TheCaller, TheOffice, TheTerminal, spend

router = APIRouter(prefix="/v1", route_class=Bounded)
LARGEST = 2**31 - 1


@router.get("/health")
async def health(office: TheOffice) -> Health:
    """Waits for no thread and no row: it answers while all of them are taken."""
    return Health(status="ok" if office.free_space is None or office.free_space.enough() else "full", at=office.now())


@router.post("/enrolments", status_code=201)
def enrol(call: Enrolment, office: TheOffice, request: Request, answers_signed: bool = False) -> SignedText:
    enrolled = enrolment.enrol(office, call, request.client.host if request.client else "")
    return bulletin.told(office, enrolled, answers_signed=answers_signed)


@router.get("/bulletin")
def the_bulletin(
    office: TheOffice, terminal: TheTerminal, organ: bool = False, answers_signed: bool = False
) -> SignedText:
    return bulletin.told(office, bulletin.current(office), organ=organ, answers_signed=answers_signed)


@router.get("/progress")
def progress(
    office: TheOffice, terminal: TheTerminal, after: Annotated[int, Query(ge=0, le=LARGEST)] = 0
) -> SignedText:
    return bulletin.signed(office, bulletin.progress(office, terminal, after))


@router.post("/rotation")
def rotate(call: Rotation, office: TheOffice, caller: TheCaller) -> SignedText:
    spend(office, caller)
    return bulletin.signed(office, rotation.announce(office, caller.sender, call))
