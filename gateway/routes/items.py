"""Handing items over: the text registers, the parts follow."""

import base64
import binascii
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Response

from core.wire import ItemCall, ItemStatus, UploadToken
from gateway import intake, uploads
from gateway.guard import TheOffice, TheTerminal
from gateway.refusals import garbled

router = APIRouter(prefix="/v1/items")


@router.post("", status_code=201, responses={200: {"model": ItemStatus, "description": "handed in before"}})
def register(
    call: ItemCall,
    response: Response,
    office: TheOffice,
    terminal: TheTerminal,
    idempotency_key: Annotated[UUID, Header()],
) -> ItemStatus:
    try:
        text = base64.b64decode(call.text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise garbled("text") from error
    status, new = intake.register(office, terminal, call.signed, text, idempotency_key)
    response.status_code = 201 if new else 200
    return status


@router.get("/{item}")
def status(item: UUID, office: TheOffice, terminal: TheTerminal) -> ItemStatus:
    return intake.status(office, item, terminal)


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
