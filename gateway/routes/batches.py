"""Handing many items over at once."""

from fastapi import APIRouter

from core.wire import BatchAnswer, BatchCall
from gateway.door.bounded import OfMany
from gateway.door.guard import TheCaller, TheOffice, spend
from gateway.intake import batches

router = APIRouter(prefix="/v1/batches", route_class=OfMany)


@router.post("")
def register(call: BatchCall, office: TheOffice, caller: TheCaller) -> BatchAnswer:
    spend(office, caller)
    return BatchAnswer(items=list(batches.take_in(office, caller.sender, call.items)))
