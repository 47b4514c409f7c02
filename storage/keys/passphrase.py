"""A passphrase in a file that the terminal's user alone may read."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.problems import OtherGuard, WrongKey


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
        """Argon2id, RFC 9106's second recommended set: half a second and 64 MB, so once for each opening."""
        salt = bytes.fromhex(kept["salt"])
        argon = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
        return argon.derive(self._read())

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
