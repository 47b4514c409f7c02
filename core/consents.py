"""What a person was asked and told, and what they said: each consent apart, and the summary they called right."""

import hashlib
from dataclasses import dataclass

from core.bounded_types import LINE_CHARS, LocalMoment

FORBID: dict[str, object] = {"extra": "forbid", "str_max_length": LINE_CHARS}


@dataclass(frozen=True, kw_only=True)
class Consents:
    """Optional consents beyond what filing needs. All may be refused (PIPL art. 16)."""

    __pydantic_config__ = FORBID

    keep_audio: bool = False
    keep_card_image: bool = False
    notify_by_phone: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsentEntry:
    """One consent as it was asked for (PIPL art. 14, 16, 17): `id` is its field of `Consents`, `text_sha256` the digest
    of the very words shown, in hex; `given` or refused, and whether the words were also said to the end."""

    __pydantic_config__ = FORBID

    id: str
    text_sha256: str
    given: bool
    at: LocalMoment
    spoken: bool = False


@dataclass(frozen=True, kw_only=True)
class ReadBack:
    """The summary that the person called right (art. 19: oral matters are recorded truthfully): the digest of its
    words, and whether it was heard to the end or knowingly left unheard, the person having read it."""

    __pydantic_config__ = FORBID

    text_sha256: str
    heard: bool
    at: LocalMoment


@dataclass(frozen=True, kw_only=True)
class TrueIntent:
    """The principal's word that what an agent files is what they mean (Law on the rights of the elderly 55): the digest
    of what was read to them, whether it was heard to the end, and whether they were alone, as they said."""

    __pydantic_config__ = FORBID

    text_sha256: str
    heard: bool
    alone: bool
    at: LocalMoment


def digest_of(words: str) -> str:
    """Returns the SHA-256 of words shown or said, in hex."""
    return hashlib.sha256(words.encode()).hexdigest()
