"""Handing items over: the text registers, the parts follow."""

import base64
import binascii
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Response

from core.wire import ItemCall, ItemStatus, UploadToken
from gateway import intake, uploads
from gateway.guard import TheCaller, TheOffice, TheTerminal, spend
from gateway.refusals import garbled

router = APIRouter(prefix="/v1/items")


@router.post("", status_code=201, responses={200: {"model": ItemStatus, "description": "handed in before"}})
def register(
    call: ItemCall,
    response: Response,
    office: TheOffice,
    caller: TheCaller,
    idempotency_key: Annotated[UUID, Header()],
) -> ItemStatus:
    try:
        text = base64.b64decode(call.text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise garbled("text") from error
    new = False
    try:
        status, new = intake.register(office, caller.sender, call.signed, text, idempotency_key, nonce=caller.nonce)
    finally:
        if not new:  # the nonce of a call that registers is noted with it
            spend(office, caller)
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
