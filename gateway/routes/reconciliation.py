"""Whether both sides have the same."""

from fastapi import APIRouter

from core.reconciliation import ReconciliationCall
from core.wire import SignedText
from gateway.casework import bulletin
from gateway.door.bounded import OfMany
from gateway.door.guard import TheOffice, TheTerminal
from gateway.safekeeping import reconciliation

router = APIRouter(prefix="/v1/reconciliation", route_class=OfMany)


@router.post("")
def reconcile(call: ReconciliationCall, office: TheOffice, terminal: TheTerminal) -> SignedText:
    return bulletin.signed(office, reconciliation.reconcile(office, terminal, call))
