"""Proof of who owns an item: 32 random bytes, the claim, known only to the terminal which made the item.

The item's id is a digest of the claim, so nobody else can submit an item under that id or reserve the id first. The
proof does not depend on the terminal's name or key. The id is a UUID of version 8 (RFC 9562, 5.8); items of earlier
versions have a UUID of version 4 and no claim.
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
    """True if the id of `item` is the digest of `claim` (hex)."""
    try:
        return claim is not None and item_id_of(bytes.fromhex(claim)) == item
    except ValueError:
        return False
