"""Handing many items over at once."""

from fastapi import APIRouter

from core.wire import BatchAnswer, BatchCall
from gateway.auth.guard import TheCaller, TheRuntime, record_nonce
from gateway.http.json_limits import ManyItemsRoute
from gateway.intake import batches

router = APIRouter(prefix="/v1/batches", route_class=ManyItemsRoute)


@router.post("")
def register(call: BatchCall, runtime: TheRuntime, caller: TheCaller) -> BatchAnswer:
    record_nonce(runtime, caller)
    return BatchAnswer(items=list(batches.submit_each(runtime, caller.sender, call.items)))
