"""Submitting items, one or many in a call: the text registers, the parts follow."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response

from core.wire import BatchAnswer, BatchCall, ItemCall, ItemStatus, UploadToken
from gateway.auth.guard import Caller, TheCaller, TheRuntime, TheTerminal, authenticated, current_caller, record_nonce
from gateway.http.json_limits import LimitedJsonRoute, ManyItemsRoute
from gateway.intake import batches, item_status, submit, uploads
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import StaleEntry

router = APIRouter(prefix="/v1/items", route_class=LimitedJsonRoute)
batches_router = APIRouter(prefix="/v1/batches", route_class=ManyItemsRoute)
ROUTERS = (router, batches_router)


@router.post(
    "",
    status_code=201,
    response_model=ItemStatus,
    responses={200: {"model": ItemStatus, "description": "handed in before"}},
)
def register(
    *, call: ItemCall, request: Request, runtime: TheRuntime, idempotency_key: Annotated[UUID, Header()]
) -> Response:
    caller = authenticated(request)
    try:
        return _submitted(runtime, caller, call, idempotency_key)
    except StaleEntry:
        runtime.terminal_cache.drop(caller.sender.id)
        return _submitted(runtime, current_caller(request, runtime), call, idempotency_key)


def _submitted(runtime: Runtime, caller: Caller, call: ItemCall, key: UUID) -> Response:
    """The answer as it goes out, serialised in this thread: FastAPI would use another one for it.

    The nonce of a call that registers something new is recorded in the same transaction, that of any other call by
    itself. Raises StaleEntry; then no nonce is recorded.
    """
    recorded = False
    try:
        status, recorded = submit.submit(runtime, caller.sender, call, key, nonce=caller.nonce)
    except StaleEntry:
        recorded = True
        raise
    finally:
        if not recorded:
            record_nonce(runtime, caller)
    return Response(status.model_dump_json(), 201 if recorded else 200, media_type="application/json")


@router.get("/{item}")
def status(item: UUID, runtime: TheRuntime, terminal: TheTerminal) -> ItemStatus:
    return item_status.status(runtime, item, terminal)


@router.post("/{item}/parts/{number}", status_code=201)
def create_upload(
    *,
    item: UUID,
    number: Annotated[int, Path(ge=1, le=99)],
    upload_length: Annotated[int, Header(ge=1)],
    response: Response,
    runtime: TheRuntime,
    terminal: TheTerminal,
) -> UploadToken:
    upload, token = uploads.create(runtime, terminal, item, number, upload_length)
    response.headers["Location"] = f"/v1/uploads/{upload}"
    response.headers["Tus-Resumable"] = "1.0.0"
    return UploadToken(token=token)


@batches_router.post("", name="register")
def register_batch(call: BatchCall, runtime: TheRuntime, caller: TheCaller) -> BatchAnswer:
    record_nonce(runtime, caller)
    return BatchAnswer(items=list(batches.submit_each(runtime, caller.sender, call.items)))
