"""A reader through its vendor's library: sdtapi.dll, libsdtapi.so and compatible ones.

The calls take a port: 1 to 16 are COM1 to COM16, 1001 to 1016 USB devices. They return the module's own status.
"""

import ctypes
import sys
import time
from pathlib import Path
from typing import Any

from core.person import Cardholder
from core.problems import CardUnread, ReaderUninstalled
from devices.card_reader.frames import DONE, FOUND, NO_CARD
from devices.card_reader.sam import POLL_SECONDS, no_address
from devices.card_reader.statuses import problem
from devices.card_reader.text_block import SIZE, cardholder

ROOM = 4_096
"""Bytes for each answer: vendors differ in how much they write."""
OPENED_BY_US = 0


class SdtapiReader:
    """A card is read once; the library finds it again only after it was lifted."""

    def __init__(self, library: Path | None, port: int = 1001, *, poll: float = POLL_SECONDS) -> None:
        self._path, self._port, self._poll = library, port, poll
        self._library: Any = None
        self._open = False

    def open(self) -> None:
        self._library = self._library or _loaded(self._path)
        self._expect(self._library.SDT_OpenPort(self._port), DONE)
        self._open = True
        self._expect(self._library.SDT_GetSAMStatus(self._port, OPENED_BY_US), DONE)

    def close(self) -> None:
        if self._open:
            self._library.SDT_ClosePort(self._port)
        self._open = False

    def sam_number(self) -> str:
        """Returns the module's number as on its label, for technicians."""
        answer = ctypes.create_string_buffer(ROOM)
        self._expect(self._library.SDT_GetSAMIDToStr(self._port, answer, OPENED_BY_US), DONE)
        return answer.value.decode("ascii", "replace")

    def read(self) -> Cardholder | None:
        if not self._open:
            return None
        time.sleep(self._poll)
        answer = ctypes.create_string_buffer(ROOM)
        found = self._library.SDT_StartFindIDCard(self._port, answer, OPENED_BY_US)
        if found == NO_CARD:
            return None
        self._expect(found, FOUND)
        self._expect(self._library.SDT_SelectIDCard(self._port, answer, OPENED_BY_US), DONE)
        return cardholder(self._text(), self._new_address())

    def _text(self) -> bytes:
        text, photo = ctypes.create_string_buffer(ROOM), ctypes.create_string_buffer(ROOM)
        size, other = ctypes.c_uint(0), ctypes.c_uint(0)
        by_ref = ctypes.byref
        status = self._library.SDT_ReadBaseMsg(self._port, text, by_ref(size), photo, by_ref(other), OPENED_BY_US)
        self._expect(status, DONE)
        if size.value != SIZE:
            raise CardUnread("the text has an unknown length")
        return text.raw[:SIZE]

    def _new_address(self) -> bytes | None:
        text, size = ctypes.create_string_buffer(ROOM), ctypes.c_uint(0)
        status = self._library.SDT_ReadNewAppMsg(self._port, text, ctypes.byref(size), OPENED_BY_US)
        return text.raw[: min(size.value, ROOM)] if status == DONE else no_address(status)

    def _expect(self, status: int, wanted: int) -> None:
        if status != wanted:
            raise problem(status)


def _loaded(path: Path | None) -> Any:
    """Loads the library, whose calls are stdcall on Windows."""
    if path is None:
        raise ReaderUninstalled("card_reader_library is not set")
    loader: Any = getattr(ctypes, "WinDLL" if sys.platform == "win32" else "CDLL")
    try:
        return loader(str(path))
    except OSError as error:
        raise ReaderUninstalled(f"{path.name} cannot be loaded") from error
