"""What every provider of SMS can do, and what may come of it. What a provider says is never taken for more than it is:
"accepted" is not yet delivered, and silence is not a refusal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

RECEIPT = re.compile(r"[\x21-\x7e]{1,120}")
REASON = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}|-?\d{1,6}")
"""A provider's code for what went wrong. Its sentences are not kept: they may quote the number."""


@dataclass(frozen=True)
class Message:
    """`text`: whole, as the petitioner reads it. `template`: the provider's number of it, if it keeps templates.
    `key`: the same for each attempt that may be the same message."""

    number: str = field(repr=False)
    text: str
    template: str
    parameters: Mapping[str, str]
    key: str


@dataclass(frozen=True)
class Question:
    """What became of a message? `receipt`: empty where the provider's answer never came. `handed_at`: when it was
    sent."""

    number: str = field(repr=False)
    receipt: str
    key: str
    handed_at: datetime


@dataclass(frozen=True)
class Accepted:
    receipt: str = ""


@dataclass(frozen=True)
class Refused:
    """`general`: it would refuse any other message as well."""

    reason: str
    general: bool = False


@dataclass(frozen=True)
class Unknown:
    """It may have been sent."""

    reason: str


@dataclass(frozen=True)
class NotReached:
    """No connection was made, so it was not sent."""

    reason: str


Sent = Accepted | Refused | Unknown | NotReached


@dataclass(frozen=True)
class Delivered:
    receipt: str = ""


@dataclass(frozen=True)
class Pending:
    """The provider has it and cannot say more yet."""

    receipt: str = ""


@dataclass(frozen=True)
class Failed:
    reason: str


@dataclass(frozen=True)
class NotFound:
    """The provider knows nothing of it."""


@dataclass(frozen=True)
class NoAnswer:
    reason: str


Fate = Delivered | Pending | Failed | NotFound | NoAnswer


class Provider(Protocol):
    """`needs_template`: it sends nothing but templates it knows."""

    @property
    def needs_template(self) -> bool: ...

    def send(self, message: Message) -> Sent: ...

    def look_up(self, question: Question) -> Fate: ...


def kept_receipt(said: object, number: str) -> str:
    """The provider's number of a message, as far as it may be kept: plain, short, and without the telephone number."""
    text = str(said) if isinstance(said, str | int) and not isinstance(said, bool) else ""
    return text if RECEIPT.fullmatch(text) and number not in text else ""


def kept_reason(said: object) -> str:
    text = str(said) if isinstance(said, str | int) and not isinstance(said, bool) else ""
    return text if REASON.fullmatch(text) else "other"
