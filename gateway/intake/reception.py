"""Where terminals hand items in: each item by one call at a time."""

import base64
import binascii
from uuid import UUID

from sqlalchemy.exc import OperationalError

from core.wire import ItemCall, ItemStatus
from gateway.database import waited_in_vain
from gateway.door.senders import Outdated, Sender
from gateway.intake import quotas, registration
from gateway.intake.underway import running
from gateway.office import Office
from gateway.process import metrics
from gateway.refusals import Refused, garbled


def hand_in(office: Office, sender: Sender, call: ItemCall, key: UUID, *, nonce: str = "") -> tuple[ItemStatus, bool]:
    """The item's status, and whether it was new.

    Raises Refused 409 `running` while a twin is being registered, 429 over the terminal's limit, 422; Outdated when a
    sender is only remembered and this is not a plain yes.
    """
    outcome: str | None = "failed"
    try:
        status, new = _hand_in(office, sender, call, key, nonce)
        outcome = "new" if new else "repeated"
    except Outdated:
        outcome = None
        raise
    except Refused as refused:
        if sender.remembered:
            outcome = None
            raise Outdated from refused
        outcome = "conflict" if refused.code == "conflict" else "failed"
        raise
    finally:
        if outcome:
            metrics.handed_in(outcome)
    return status, new


def _hand_in(office: Office, sender: Sender, call: ItemCall, key: UUID, nonce: str) -> tuple[ItemStatus, bool]:
    try:
        text = base64.b64decode(call.text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise garbled("text") from error
    quotas.check_registration(office, sender.id, key)
    try:
        with office.underway.alone(key):
            return registration.register(office, sender, call.signed, text, key, nonce=nonce, promised=call.promised)
    except OperationalError as error:
        if waited_in_vain(error):
            raise running() from error
        raise
