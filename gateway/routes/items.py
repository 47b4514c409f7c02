"""Handing items over: the text registers, the parts follow."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response

from core.wire import ItemCall, ItemStatus, UploadToken
from gateway.door.bounded import Bounded
from gateway.door.guard import Caller, TheOffice, TheTerminal, recognised, spend, the_caller
from gateway.door.senders import Outdated
from gateway.intake import known, reception, uploads
from gateway.office import Office

router = APIRouter(prefix="/v1/items", route_class=Bounded)


@router.post(
    "",
    status_code=201,
    response_model=ItemStatus,
    responses={200: {"model": ItemStatus, "description": "handed in before"}},
)
def register(
    *, call: ItemCall, request: Request, office: TheOffice, idempotency_key: Annotated[UUID, Header()]
) -> Response:
    caller = recognised(request)
    try:
        return _handed_in(office, caller, call, idempotency_key)
    except Outdated:
        office.senders.forget(caller.sender.id)
        return _handed_in(office, the_caller(request, office), call, idempotency_key)


def _handed_in(office: Office, caller: Caller, call: ItemCall, key: UUID) -> Response:
    """The answer as it goes out: here in the thread at work, what FastAPI would go to another one for.

    The nonce of a call that registers is noted with it, that of any other by itself. Raises Outdated, and notes none.
    """
    noted = False
    try:
        status, noted = reception.hand_in(office, caller.sender, call, key, nonce=caller.nonce)
    except Outdated:
        noted = True
        raise
    finally:
        if not noted:
            spend(office, caller)
    return Response(status.model_dump_json(), 201 if noted else 200, media_type="application/json")


@router.get("/{item}")
def status(item: UUID, office: TheOffice, terminal: TheTerminal) -> ItemStatus:
    return known.status(office, item, terminal)


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
