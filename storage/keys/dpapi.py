"""Windows guards a secret with the account's or the machine's own keys (CryptProtectData, DPAPI)."""

import secrets
import sys
from collections.abc import Mapping
from typing import Protocol

from core.problems import OtherGuard, WrongKey
from storage.keys.vault_record import KEY_BYTES


class DataProtection(Protocol):
    """CryptProtectData and its counterpart. Raises OSError."""

    def protect(self, secret: bytes, machine: bool) -> bytes: ...

    def unprotect(self, blob: bytes) -> bytes: ...


class Dpapi:
    name = "dpapi"

    def __init__(self, protector: DataProtection | None = None, machine: bool = False) -> None:
        """`machine`: every account of this machine may open it, for a service and a window under different ones."""
        self._protector = protector or _of_this_system()
        self._machine = machine

    @property
    def available(self) -> bool:
        return self._protector is not None

    def create(self) -> tuple[dict[str, str], bytes]:
        secret = secrets.token_bytes(KEY_BYTES)
        try:
            return {"blob": self._system.protect(secret, self._machine).hex()}, secret
        except OSError as trouble:
            raise WrongKey(f"DPAPI: {_number(trouble)}") from None

    def secret(self, kept: Mapping[str, str]) -> bytes:
        try:
            return self._system.unprotect(bytes.fromhex(kept["blob"]))
        except OSError as trouble:
            raise WrongKey(f"DPAPI: {_number(trouble)}; another account or another machine?") from None

    def remove(self) -> None:
        """The blob went with the vault's last form."""

    @property
    def _system(self) -> DataProtection:
        if self._protector is None:
            raise OtherGuard("guarded by Windows (DPAPI); this is another system")
        return self._protector


def _number(trouble: OSError) -> int | None:
    return getattr(trouble, "winerror", None) or trouble.errno


def _of_this_system() -> DataProtection | None:
    if sys.platform == "win32":
        from storage.keys.windows import WindowsProtector

        return WindowsProtector()
    return None
