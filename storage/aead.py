"""Encrypts a few bytes with ChaCha20-Poly1305 (RFC 8439), under a key derived for one purpose (HKDF, RFC 5869)."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.problems import SealBroken

NONCE = 12


class Aead:
    def __init__(self, key: bytes, purpose: str) -> None:
        """`key` has 32 random bytes or more. What is encrypted for one purpose cannot be decrypted for another."""
        self._purpose = purpose
        drawn = HKDF(SHA256(), 32, salt=None, info=f"sunlit {purpose}".encode()).derive(key)
        self._cipher = ChaCha20Poly1305(drawn)

    def encrypt(self, content: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, None)

    def decrypt(self, encrypted: bytes) -> bytes:
        """Returns the plaintext. Raises SealBroken for another key or a changed byte."""
        try:
            return self._cipher.decrypt(encrypted[:NONCE], encrypted[NONCE:], None)
        except (InvalidTag, ValueError):
            raise SealBroken(self._purpose) from None
