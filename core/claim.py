"""Proof of who owns an item: 32 random bytes, the claim, that only the terminal which made the item keeps.

The item's id is a digest of the claim. So nobody can hand in another item under an id, or reserve an id before its
owner does; the proof holds whatever name or key the terminal has by then. The id is a UUID of version 8 (RFC 9562,
5.8); items of earlier versions have a UUID of version 4 and no claim.
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
