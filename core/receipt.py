"""What the person walks away with: the terminal's slip at once, the platform's receipt when it answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Slip:
    """Carries this terminal's number, which is never called the platform's."""

    item: UUID
    local_number: str
    created: datetime


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Carries the platform's numbers. 成功 may be said only with one of these in hand."""

    __pydantic_config__ = {"extra": "forbid"}

    item: UUID
    case_number: str
    query_code: str
    registered_at: datetime
