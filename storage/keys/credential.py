"""A systemd credential as key protector: random bytes sealed by `systemd-creds encrypt` to this machine's TPM, which
systemd decrypts into the unit's own folder (systemd.exec, LoadCredentialEncrypted=)."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from core.problems import OtherKeyProtector, WrongKey

NAME = "sunlit-store"
MIN_BYTES = 32
"""The credential is hashed once, not stretched like a passphrase, so it needs enough random bytes."""


class Credential:
    name = "credential"

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / NAME if folder else None

    @property
    def available(self) -> bool:
        return self._file is not None and self._file.exists()

    def create(self) -> tuple[dict[str, str], bytes]:
        return {}, self.secret({})

    def secret(self, kept: Mapping[str, str]) -> bytes:
        if self._file is None or not self._file.exists():
            raise OtherKeyProtector(f"guarded by the credential {NAME}, which this process was not given")
        try:
            content = self._file.read_bytes()
        except OSError as trouble:
            raise WrongKey(f"credential: {type(trouble).__name__}") from None
        if len(content) < MIN_BYTES:
            raise WrongKey(f"credential {NAME} is shorter than {MIN_BYTES} bytes")
        return hashlib.sha256(content).digest()

    def remove(self) -> None:
        """Removes nothing: the credential belongs to the technician."""
