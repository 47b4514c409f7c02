"""Health, enrolment, recipients."""

from fastapi import APIRouter

from core.wire import Enrolled, Enrolment, Health, RecipientSet
from gateway import enrolment
from gateway.guard import TheOffice, TheTerminal

router = APIRouter(prefix="/v1")


@router.get("/health")
def health(office: TheOffice) -> Health:
    return Health(at=office.now())


@router.post("/enrolments", status_code=201)
def enrol(call: Enrolment, office: TheOffice) -> Enrolled:
    return enrolment.enrol(office, call)


@router.get("/recipients")
def recipients(office: TheOffice, terminal: TheTerminal) -> list[RecipientSet]:
    return office.keys.recipients
