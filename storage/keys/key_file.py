"""A key file beside the store as key protector, for development and trials only: a stolen disk contains both."""

from collections.abc import Mapping
from pathlib import Path

from core.problems import KeyLost
from storage import disk
from storage.keys.vault_record import KEY_BYTES, new_key


class KeyFile:
    name = "key-file"

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def available(self) -> bool:
        return self._file.exists()

    def create(self) -> tuple[dict[str, str], bytes]:
        """Creates the key file. An existing one is kept, as a vault may still depend on it."""
        if not self._file.exists() or self._file.stat().st_size != KEY_BYTES:
            disk.replace(self._file, new_key())
        return {}, self.secret({})

    def secret(self, kept: Mapping[str, str]) -> bytes:
        try:
            secret = self._file.read_bytes()
        except FileNotFoundError:
            raise KeyLost(self._file.name) from None
        if len(secret) != KEY_BYTES:
            raise KeyLost(self._file.name)
        return secret

    def remove(self) -> None:
        self._file.unlink(missing_ok=True)
