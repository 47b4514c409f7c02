"""What the person takes home: the terminal's slip at once, or the platform's receipt when it answers."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.bounded_types import SHORT_CHARS, LineText, LocalMoment


@dataclass(frozen=True, kw_only=True)
class Slip:
    """Holds this terminal's number, which is never called the platform's."""

    item: UUID
    local_number: str
    created: datetime


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Holds the platform's numbers. 成功 may be shown only with a receipt.

    `signature` is the platform's own (`trust.receipt_signature`), to prove the registration should the platform lose
    it; empty on receipts of the version before.
    """

    __pydantic_config__ = {"extra": "forbid", "str_max_length": SHORT_CHARS}

    item: UUID
    case_number: str
    query_code: str
    registered_at: LocalMoment
    signature: LineText = ""


QUERY_CODE = re.compile(r"[0-9]{4}(-[0-9]{4}){3}")
LOCAL_NUMBER = re.compile(r"[0-9]{4}-[0-9]{6}")


def query_code_in(text: str) -> str:
    """Returns the sixteen digits if `text` is a receipt's query code exactly as printed; else empty."""
    return text.replace("-", "") if QUERY_CODE.fullmatch(text) else ""


def local_number_in(text: str) -> str:
    """Returns the slip's number if `text` is one exactly as printed; else empty."""
    return text if LOCAL_NUMBER.fullmatch(text) else ""
