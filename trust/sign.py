"""Signatures over bytes: Ed25519 (RFC 8032), base64."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature

from trust.keys import SigningKey, verifying_key


def sign_bytes(content: bytes, key: SigningKey) -> str:
    return base64.b64encode(key.private.sign(content)).decode()


def verify_bytes(content: bytes, signature: str, public: str) -> bool:
    """True if `public` (raw, base64) signed exactly these bytes; False also for malformed input."""
    try:
        verifying_key(public).verify(base64.b64decode(signature, validate=True), content)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
