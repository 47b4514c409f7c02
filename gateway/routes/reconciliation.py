"""Comparison of a terminal's items with the platform's."""

from fastapi import APIRouter

from core.reconciliation import ReconciliationCall
from core.wire import SignedText
from gateway import reconciliation
from gateway.auth.guard import TheRuntime, TheTerminal
from gateway.cases import bulletin
from gateway.http.json_limits import ManyItemsRoute

router = APIRouter(prefix="/v1/reconciliation", route_class=ManyItemsRoute)


@router.post("")
def reconcile(call: ReconciliationCall, runtime: TheRuntime, terminal: TheTerminal) -> SignedText:
    return bulletin.signed(runtime, reconciliation.reconcile(runtime, terminal, call))
