"""Windows' DPAPI as key protector: encryption with keys of the account or the machine (crypt32.dll)."""

import secrets
import sys
from collections.abc import Mapping
from typing import Protocol

from core.problems import OtherKeyProtector, WrongKey
from storage.keys.vault_record import KEY_BYTES


class DataProtection(Protocol):
    """CryptProtectData and CryptUnprotectData. Raises OSError."""

    def protect(self, secret: bytes, machine: bool) -> bytes: ...

    def unprotect(self, blob: bytes) -> bytes: ...


class Dpapi:
    name = "dpapi"

    def __init__(self, system: DataProtection | None = None, machine: bool = False) -> None:
        """`machine`: every account of this machine may decrypt, for a service and a window under different accounts."""
        self._given = system or _of_this_system()
        self._machine = machine

    @property
    def available(self) -> bool:
        return self._given is not None

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
        """Removes nothing: the blob was in vault.json, which has been rewritten."""

    @property
    def _system(self) -> DataProtection:
        if self._given is None:
            raise OtherKeyProtector("guarded by Windows (DPAPI); this is another system")
        return self._given


def _number(trouble: OSError) -> int | None:
    return getattr(trouble, "winerror", None) or trouble.errno


def _of_this_system() -> DataProtection | None:
    if sys.platform == "win32":
        return WindowsDataProtection()
    return None


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    UI_FORBIDDEN, LOCAL_MACHINE = 0x1, 0x4
    ENTROPY = b"sunlit store key"

    class Blob(ctypes.Structure):
        """The structure DATA_BLOB of dpapi.h."""

        _fields_ = [("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char))]

        @classmethod
        def of(cls, content: bytes) -> "Blob":
            buffer = ctypes.create_string_buffer(content, len(content))
            return cls(len(content), ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char)))

    class WindowsDataProtection:
        def __init__(self) -> None:
            self._crypt32 = ctypes.WinDLL("crypt32", use_last_error=True)
            self._kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel32.LocalFree.argtypes = [ctypes.c_void_p]

        def protect(self, secret: bytes, machine: bool) -> bytes:
            flags = UI_FORBIDDEN | (LOCAL_MACHINE if machine else 0)
            return self._call(self._crypt32.CryptProtectData, secret, flags)

        def unprotect(self, blob: bytes) -> bytes:
            return self._call(self._crypt32.CryptUnprotectData, blob, UI_FORBIDDEN)

        def _call(self, function: "ctypes._NamedFuncPointer", content: bytes, flags: int) -> bytes:
            """Calls either function; its arguments are: in, description, entropy, reserved, prompt, flags, out."""
            given, entropy, answer = Blob.of(content), Blob.of(ENTROPY), Blob()
            reference = ctypes.byref
            if not function(reference(given), None, reference(entropy), None, None, flags, reference(answer)):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                return ctypes.string_at(answer.data, answer.size)
            finally:
                self._kernel32.LocalFree(answer.data)
