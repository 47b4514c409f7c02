"""A few bytes shut away under a key: ChaCha20-Poly1305 (RFC 8439), the key drawn for its purpose (HKDF, RFC 5869)."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.problems import SealBroken

NONCE = 12


class Aead:
    def __init__(self, key: bytes, purpose: str) -> None:
        """`key` has 32 bytes or more, none of them guessable. What one purpose shut, another does not open."""
        self._purpose = purpose
        drawn = HKDF(SHA256(), 32, salt=None, info=f"sunlit {purpose}".encode()).derive(key)
        self._cipher = ChaCha20Poly1305(drawn)

    def encrypt(self, content: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, None)

    def decrypt(self, encrypted: bytes) -> bytes:
        """Raises SealBroken for another key and for a changed byte alike."""
        try:
            return self._cipher.decrypt(encrypted[:NONCE], encrypted[NONCE:], None)
        except (InvalidTag, ValueError):
            raise SealBroken(self._purpose) from None
