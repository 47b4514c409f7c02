"""A passphrase in a file that the terminal's user alone may read, and the hash that makes a key of a passphrase."""

import secrets
import threading
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.problems import OtherGuard, WrongKey

ONE_AT_A_TIME = threading.Lock()


def argon2id(passphrase: bytes, salt: bytes) -> bytes:
    """32 bytes, with RFC 9106's second recommended parameters: half a second and 64 MB.

    One at a time: OpenSSL's threads for the lanes can wait for each other for ever when many derive at once.
    """
    with ONE_AT_A_TIME:
        return Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive(passphrase)


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
        """Takes half a second, so it is asked for once for each opening of the vault."""
        return argon2id(self._read(), bytes.fromhex(kept["salt"]))

    def remove(self) -> None:
        """The file is the technician's."""

    def _read(self) -> bytes:
        if self._file is None:
            raise OtherGuard("guarded by a passphrase; SUNLIT_PASSPHRASE_FILE is not set")
        try:
            passphrase = self._file.read_bytes().strip()
        except OSError as trouble:
            raise WrongKey(f"passphrase file: {type(trouble).__name__}") from None
        if not passphrase:
            raise WrongKey("passphrase file is empty")
        return passphrase
