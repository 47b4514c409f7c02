"""Many items in one call. Each is registered, or refused, by itself."""

from collections.abc import Iterator
from typing import Any, Literal
from uuid import UUID

from pydantic import ValidationError

from core.wire import BatchLine, ItemCall, ItemStatus, Refusal
from gateway.intake import submit
from gateway.refusals import Refused, garbled, unexpected_error
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import Sender
from gateway.telemetry.log import log_bug


def submit_each(runtime: Runtime, sender: Sender, items: list[Any]) -> Iterator[BatchLine]:
    """Yields a line for each item, in order. Each has a transaction of its own.

    Once the database was too busy for one item, the rest are refused as busy at once, without waiting again.
    """
    busy: Refused | None = None
    for item in items:
        key = _key(item)
        try:
            if busy:
                raise busy
            yield BatchLine(item=key, outcome="success", status=_submitted(runtime, sender, item, key))
        except Refused as refused:
            busy = refused if refused.code == "busy" else None
            outcome: Literal["conflict", "failed"] = "conflict" if refused.code == "conflict" else "failed"
            said = Refusal(code=refused.code, message=refused.message, at=runtime.now())
            yield BatchLine(item=key, outcome=outcome, refusal=said)


def _key(item: Any) -> UUID | None:
    """The item's id, which is its idempotency key; None where it cannot be read."""
    try:
        return ItemCall.model_validate(item).signed.opened().item
    except ValidationError:
        return None


def _submitted(runtime: Runtime, sender: Sender, item: Any, key: UUID | None) -> ItemStatus:
    if key is None:
        raise garbled("the item")
    try:
        return submit.submit(runtime, sender, ItemCall.model_validate(item), key)[0]
    except Refused:
        raise
    except Exception as error:
        log_bug(error)
        raise unexpected_error(error) from error
