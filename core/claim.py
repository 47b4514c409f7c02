"""Whose an item is: proven by what only the terminal knows that made it, whatever name or key it has by then.

A claim is 32 random bytes, and the item's id is their digest. So nobody hands in under an id what another sealed under
it, and no id can be taken before its owner comes. The id is a UUID of version 8 (RFC 9562, 5.8); those of version 4 are
of the version before, and have no claim.
"""

import hashlib
import secrets
from uuid import UUID

VERSION = 8
_LABEL = b"sunlit-window-v1 item "


def new_claim() -> bytes:
    return secrets.token_bytes(32)


def item_id_of(claim: bytes) -> UUID:
    number = int.from_bytes(hashlib.sha256(_LABEL + claim).digest()[:16])
    number = number & ~(0xF << 76) | VERSION << 76
    return UUID(int=number & ~(0b11 << 62) | 0b10 << 62)


def has_claim(item: UUID) -> bool:
    return item.version == VERSION


def proves(claim: str | None, item: UUID) -> bool:
    """Whether `claim`, in hex, is the item's."""
    try:
        return claim is not None and item_id_of(bytes.fromhex(claim)) == item
    except ValueError:
        return False
