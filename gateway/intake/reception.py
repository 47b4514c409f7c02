"""Where terminals hand items in: each item by one call at a time."""

import base64
import binascii
from uuid import UUID

from sqlalchemy.exc import OperationalError

from core.wire import ItemCall, ItemStatus
from gateway.database import waited_in_vain
from gateway.door.senders import Outdated, Sender
from gateway.intake import ledger, quotas, registration
from gateway.intake import refused as refused_items
from gateway.intake.registration import Particulars
from gateway.intake.underway import running
from gateway.office import Office
from gateway.process import metrics
from gateway.refusals import Refused, garbled


def hand_in(office: Office, sender: Sender, call: ItemCall, key: UUID, *, nonce: str = "") -> tuple[ItemStatus, bool]:
    """The item's status, and whether it was new.

    Raises Refused 409 `running` while a twin is being registered, 429 over the terminal's limit, 422; Outdated when a
    sender is only remembered and this is not a plain yes.
    """
    try:
        status, new = _hand_in(office, sender, call, key, nonce)
    except Outdated:
        raise
    except Refused as refused:
        if sender.remembered:
            raise Outdated from refused
        refused_items.note(office, sender.id, refused)
        metrics.handed_in("conflict" if refused.code == "conflict" else "failed")
        raise
    except Exception:
        metrics.handed_in("failed")
        raise
    metrics.handed_in("new" if new else "repeated")
    return status, new


def _hand_in(office: Office, sender: Sender, call: ItemCall, key: UUID, nonce: str) -> tuple[ItemStatus, bool]:
    refused_items.check(office, sender.id, key)
    try:
        text = base64.b64decode(call.text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise garbled("text") from error
    quotas.check_registration(office, sender.id, key)
    quotas.check_text(office, sender.id, len(text), key)
    try:
        with office.underway.alone(key):
            about = Particulars(key, call.claim, nonce=nonce, promised=call.promised)
            return registration.register(office, sender, call.signed, text, about)
    except OperationalError as error:
        if waited_in_vain(error) and ledger.claimed_elsewhere(office.engine, sender.id, key):
            raise running() from error
        raise
