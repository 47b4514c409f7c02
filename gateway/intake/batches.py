"""Many items in one call, each on its own: what is wrong with one is said of that one."""

from collections.abc import Iterator
from typing import Any, Literal
from uuid import UUID

from pydantic import ValidationError

from core.wire import BatchLine, ItemCall, ItemStatus, Refusal
from gateway.intake import submit
from gateway.refusals import Refused, accident, garbled
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import Sender
from gateway.telemetry.log import log_bug


def submit_each(runtime: Runtime, sender: Sender, items: list[Any]) -> Iterator[BatchLine]:
    """A line for each item, in order; each is registered, or not, in a transaction of its own.

    Once the database has been too busy for one, the others are not made to wait for it as well.
    """
    busy: Refused | None = None
    for item in items:
        key = _key(item)
        try:
            if busy:
                raise busy
            yield BatchLine(item=key, outcome="success", status=_handed_in(runtime, sender, item, key))
        except Refused as refused:
            busy = refused if refused.code == "busy" else None
            outcome: Literal["conflict", "failed"] = "conflict" if refused.code == "conflict" else "failed"
            said = Refusal(code=refused.code, message=refused.message, at=runtime.now())
            yield BatchLine(item=key, outcome=outcome, refusal=said)


def _key(item: Any) -> UUID | None:
    """Its own id is its idempotency key; None where there is none to be read."""
    try:
        return ItemCall.model_validate(item).signed.opened().item
    except ValidationError:
        return None


def _handed_in(runtime: Runtime, sender: Sender, item: Any, key: UUID | None) -> ItemStatus:
    if key is None:
        raise garbled("the item")
    try:
        return submit.submit(runtime, sender, ItemCall.model_validate(item), key)[0]
    except Refused:
        raise
    except Exception as error:
        log_bug(error)
        raise accident(error) from error
