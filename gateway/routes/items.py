"""Handing items over: the text registers, the parts follow."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response

from core.wire import ItemCall, ItemStatus, UploadToken
from gateway.door.bounded import SignedLate
from gateway.door.guard import TheBody, TheOffice, TheTerminal, spend, the_caller
from gateway.intake import reception, registration, uploads

router = APIRouter(prefix="/v1/items", route_class=SignedLate)


@router.post("", status_code=201, responses={200: {"model": ItemStatus, "description": "handed in before"}})
def register(
    *,
    call: ItemCall,
    request: Request,
    response: Response,
    office: TheOffice,
    body: TheBody,
    idempotency_key: Annotated[UUID, Header()],
) -> ItemStatus:
    caller, new = the_caller(request, office, body), False
    try:
        status, new = reception.hand_in(office, caller.sender, call, idempotency_key, nonce=caller.nonce)
    finally:
        if not new:  # the nonce of a call that registers is noted with it
            spend(office, caller)
    response.status_code = 201 if new else 200
    return status


@router.get("/{item}")
def status(item: UUID, office: TheOffice, terminal: TheTerminal) -> ItemStatus:
    return registration.status(office, item, terminal)


@router.post("/{item}/parts/{number}", status_code=201)
def create_upload(
    *,
    item: UUID,
    number: Annotated[int, Path(ge=1, le=99)],
    upload_length: Annotated[int, Header(ge=1)],
    response: Response,
    office: TheOffice,
    terminal: TheTerminal,
) -> UploadToken:
    upload, token = uploads.create(office, terminal, item, number, upload_length)
    response.headers["Location"] = f"/v1/uploads/{upload}"
    response.headers["Tus-Resumable"] = "1.0.0"
    return UploadToken(token=token)
