"""CryptProtectData and CryptUnprotectData of crypt32.dll; Windows alone has them."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    UI_FORBIDDEN, LOCAL_MACHINE = 0x1, 0x4
    ENTROPY = b"sunlit store key"

    class Blob(ctypes.Structure):
        """DATA_BLOB of dpapi.h."""

        _fields_ = [("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char))]

        @classmethod
        def of(cls, content: bytes) -> "Blob":
            buffer = ctypes.create_string_buffer(content, len(content))
            return cls(len(content), ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char)))

    class WindowsProtector:
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
            """Both functions have the same shape: in, description, entropy, reserved, prompt, flags, out."""
            given, entropy, answer = Blob.of(content), Blob.of(ENTROPY), Blob()
            reference = ctypes.byref
            if not function(reference(given), None, reference(entropy), None, None, flags, reference(answer)):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                return ctypes.string_at(answer.data, answer.size)
            finally:
                self._kernel32.LocalFree(answer.data)
