"""How answers of the platform are known to be its own, and read."""

from typing import TypeVar

from core import bounded_json
from core.problems import PlatformGarbled
from core.wire import Model
from sync.identity import Identity
from sync.platform.http import IsAuthentic
from trust import response_signature

M = TypeVar("M", bound=Model)
MOST_TOLD = 100_000
"""Values in a signed answer; a comparison of five hundred items with fifty parts each has half of it."""


def authentic(identity: Identity) -> IsAuthentic | None:
    """Returns the check of answers' signatures; None until the platform has said that it signs; older ones do not."""
    if not identity.answers_signed:
        return None
    return lambda request, answer: response_signature.verify_response(request, answer, identity.gateway_key)


def told(text: str, kind: type[M]) -> M:
    """Parses JSON. Raises PlatformGarbled."""
    try:
        bounded_json.check(text.encode(), MOST_TOLD)
        return kind.model_validate_json(text)
    except ValueError:
        raise PlatformGarbled(f"no {kind.__name__}") from None
