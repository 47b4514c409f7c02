"""The petition of an item that was sealed to the bureau: opened in memory, kept nowhere."""

from core.petition import Petition
from core.problems import NotAddressed, SealBroken
from core.wire import petition_of
from gateway.runtime.runtime import Runtime

TEXT = "text.age"


def opened_petition(runtime: Runtime, item: str) -> Petition:
    """Raises NotAddressed, SealBroken (also where the sealed text is missing), ValueError."""
    return petition_of(runtime.keys.opened(runtime.blobs.get(f"{item}/{TEXT}") or b""))


def readable_petition(runtime: Runtime, item: str) -> Petition | None:
    """None where it cannot be opened any more."""
    try:
        return opened_petition(runtime, item)
    except (NotAddressed, SealBroken, ValueError):
        return None
