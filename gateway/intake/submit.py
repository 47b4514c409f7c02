"""A terminal submits an item by a call: quotas, one call at a time for each item, registration, counting the
outcome."""

import base64
import binascii
from uuid import UUID

from sqlalchemy.exc import OperationalError

from core.wire import ItemCall, ItemStatus
from gateway.intake import ledger, registration
from gateway.intake.registration import Submission
from gateway.refusals import Refused, garbled
from gateway.runtime import Runtime
from gateway.runtime.in_flight import running
from gateway.runtime.terminal_cache import Sender, StaleEntry
from gateway.storage.database import is_lock_timeout
from gateway.telemetry import metrics
from gateway.throttling import quotas, refused_items


def submit(runtime: Runtime, sender: Sender, call: ItemCall, key: UUID, *, nonce: str = "") -> tuple[ItemStatus, bool]:
    """The item's status, and whether it was new.

    Raises Refused 409 `running` while another call registers the same item, 429 above the terminal's quotas, 422; and
    StaleEntry when the sender comes from the cache and the item could not simply be registered.
    """
    try:
        status, new = _submit(runtime, sender, call, key, nonce)
    except StaleEntry:
        raise
    except Refused as refused:
        if sender.from_cache:
            raise StaleEntry from refused
        refused_items.record(runtime, sender.id, refused)
        metrics.item_submitted("conflict" if refused.code == "conflict" else "failed")
        raise
    except Exception:
        metrics.item_submitted("failed")
        raise
    metrics.item_submitted("new" if new else "repeated")
    return status, new


def _submit(runtime: Runtime, sender: Sender, call: ItemCall, key: UUID, nonce: str) -> tuple[ItemStatus, bool]:
    refused_items.check(runtime, sender.id, key)
    try:
        text = base64.b64decode(call.text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise garbled("text") from error
    quotas.check_registration(runtime, sender.id, key)
    quotas.check_text(runtime, sender.id, len(text), key)
    try:
        with runtime.in_flight.exclusive(key):
            about = Submission(key, call.claim, nonce=nonce, promised=call.promised)
            return registration.register(runtime, sender, call.signed, text, about)
    except OperationalError as error:
        if is_lock_timeout(error) and ledger.claimed_elsewhere(runtime.engine, sender.id, key):
            raise running() from error
        raise
