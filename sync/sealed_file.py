"""One small secret beside the store, readable with the store's key alone. It stands when the store has fallen."""

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.problems import SealBroken
from sync.twofold import Twofold

NONCE = 12


class SealedFile:
    """ChaCha20-Poly1305 (RFC 8439) under a key drawn from the store's (HKDF, RFC 5869) for a file of this name."""

    def __init__(self, path: Path, key: bytes) -> None:
        """`key` is 32 raw bytes from the vault."""
        self.path = path
        self._copies = Twofold(path)
        info = b"sunlit " + path.name.encode()
        self._box = ChaCha20Poly1305(HKDF(SHA256(), 32, salt=None, info=info).derive(key))

    def read(self) -> bytes | None:
        """None where nothing was kept. Raises SealBroken."""
        return self._copies.read(self._opened)

    def write(self, content: bytes) -> None:
        """Whole or not at all; one caller at a time. Raises DiskFull and leaves what was there."""
        nonce = secrets.token_bytes(NONCE)
        self._copies.write(nonce + self._box.encrypt(nonce, content, None))

    def mend(self) -> None:
        """One sound copy makes the other; one caller at a time."""
        self._copies.even_out(self._opened)

    @property
    def files(self) -> tuple[Path, Path]:
        return self._copies.files

    def _opened(self, sealed: bytes) -> bytes:
        try:
            return self._box.decrypt(sealed[:NONCE], sealed[NONCE:], None)
        except (InvalidTag, ValueError):
            raise SealBroken(self.path.name) from None
