"""A passphrase as key protector, in a file that the terminal's user alone may read, and its hash to a key."""

import secrets
import threading
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.problems import OtherKeyProtector, WrongKey

ONE_AT_A_TIME = threading.Lock()
PASSES, LANES, KIB = 3, 4, 64 * 1024
"""RFC 9106's second recommended parameters."""


def argon2id(passphrase: bytes, salt: bytes) -> bytes:
    """Returns 32 bytes, in half a second and 64 MB.

    One call at a time: OpenSSL's lane threads can deadlock when several derive at once.
    """
    with ONE_AT_A_TIME:
        return Argon2id(salt=salt, length=32, iterations=PASSES, lanes=LANES, memory_cost=KIB).derive(passphrase)


class Passphrase:
    name = "passphrase"

    def __init__(self, file: Path | None) -> None:
        self._file = file

    @property
    def available(self) -> bool:
        return self._file is not None

    def create(self) -> tuple[dict[str, str], bytes]:
        kept = {"salt": secrets.token_bytes(16).hex()}
        return kept, self.secret(kept)

    def secret(self, kept: Mapping[str, str]) -> bytes:
        """Derives the secret, in half a second; called once for each opening of the vault."""
        return argon2id(self._read(), bytes.fromhex(kept["salt"]))

    def remove(self) -> None:
        """Removes nothing: the file belongs to the technician."""

    def _read(self) -> bytes:
        if self._file is None:
            raise OtherKeyProtector("guarded by a passphrase; SUNLIT_PASSPHRASE_FILE is not set")
        try:
            passphrase = self._file.read_bytes().strip()
        except OSError as trouble:
            raise WrongKey(f"passphrase file: {type(trouble).__name__}") from None
        if not passphrase:
            raise WrongKey("passphrase file is empty")
        return passphrase
