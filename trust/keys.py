"""Keys as values; storing and protecting them is their owner's task."""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 private key, 32 raw bytes."""

    raw: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "SigningKey":
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @cached_property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.raw)

    @cached_property
    def public(self) -> str:
        """Returns the public key, raw, base64, as it is transmitted."""
        return base64.b64encode(self.private.public_key().public_bytes_raw()).decode()


@lru_cache(maxsize=4096)
def fingerprint(public: str) -> str:
    """Returns sixteen hex digits that identify a key: the beginning of the SHA-256 of its 32 raw bytes."""
    return hashlib.sha256(base64.b64decode(public)).hexdigest()[:16]


FIELD = 2**255 - 19
_OF_ORDER_EIGHT = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL_ORDER = {0, 1, FIELD - 1, _OF_ORDER_EIGHT, FIELD - _OF_ORDER_EIGHT}
"""The y of the eight points whose order divides eight: one signature fits every text, or many, and nobody has the key
to it. libsodium refuses the same (`ge25519_has_small_order`); OpenSSL, which checks for us, does not."""


@lru_cache(maxsize=4096)
def verifying_key(public: str) -> Ed25519PublicKey:
    """Returns the key for `SigningKey.public`. Raises ValueError for anything else, such as another encoding of a key
    or a point without a private key."""
    try:
        raw = base64.b64decode(public, validate=True)
        y = int.from_bytes(raw, "little") % 2**255
        if base64.b64encode(raw).decode() != public or y >= FIELD or y in SMALL_ORDER:
            raise ValueError(public)
        return Ed25519PublicKey.from_public_bytes(raw)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not an Ed25519 public key") from error


@dataclass(frozen=True)
class AgeKey:
    """An age identity (AGE-SECRET-KEY-1…), as `age-keygen` writes it."""

    identity: str = field(repr=False)

    @classmethod
    def generate(cls) -> "AgeKey":
        return cls(str(pyrage.x25519.Identity.generate()))

    @property
    def recipient(self) -> str:
        """Returns the public half (age1…), to seal for. Raises ValueError when the identity is invalid."""
        try:
            return str(pyrage.x25519.Identity.from_str(self.identity).to_public())
        except pyrage.IdentityError as error:
            raise ValueError("not an age identity") from error
