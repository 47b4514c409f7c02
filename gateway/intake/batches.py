"""Many items in one call, each on its own: what is wrong with one is said of that one."""

from collections.abc import Iterator
from typing import Any, Literal
from uuid import UUID

from pydantic import ValidationError

from core.wire import BatchLine, ItemCall, ItemStatus, Refusal
from gateway.door.senders import Sender
from gateway.intake import reception
from gateway.office import Office
from gateway.process.log import log_bug
from gateway.refusals import Refused, accident, garbled


def take_in(office: Office, sender: Sender, items: list[Any]) -> Iterator[BatchLine]:
    """A line for each item, in order; each is registered, or not, in a transaction of its own.

    Once the database has been too busy for one, the others are not made to wait for it as well.
    """
    busy: Refused | None = None
    for item in items:
        key = _key(item)
        try:
            if busy:
                raise busy
            yield BatchLine(item=key, outcome="success", status=_handed_in(office, sender, item, key))
        except Refused as refused:
            busy = refused if refused.code == "busy" else None
            outcome: Literal["conflict", "failed"] = "conflict" if refused.code == "conflict" else "failed"
            said = Refusal(code=refused.code, message=refused.message, at=office.now())
            yield BatchLine(item=key, outcome=outcome, refusal=said)


def _key(item: Any) -> UUID | None:
    """Its own id is its idempotency key; None where there is none to be read."""
    try:
        return ItemCall.model_validate(item).signed.opened().item
    except ValidationError:
        return None


def _handed_in(office: Office, sender: Sender, item: Any, key: UUID | None) -> ItemStatus:
    if key is None:
        raise garbled("the item")
    try:
        return reception.hand_in(office, sender, ItemCall.model_validate(item), key)[0]
    except Refused:
        raise
    except Exception as error:
        log_bug(error)
        raise accident(error) from error
