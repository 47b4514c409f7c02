"""Recognises strokes with zinnia, which knows rare characters but needs the right stroke order.

zinnia (BSD) and the model of the Tegaki project (LGPL) are Debian's packages libzinnia0 and
tegaki-zinnia-simplified-chinese, which are optional. Its C interface is zinnia.h of version 0.06.
"""

import ctypes
from pathlib import Path
from typing import Any

import numpy as np

from capture.handwriting.ink import Ink
from core.problems import PackDamaged, PackMissing

MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
PACKAGES = "sh installers/system_packages.sh pen"
SIDE, MARGIN = 1000, 80
MAX_CANDIDATES = 10
MAGIC, VERSION = 0xEF71821, 1
NAME = 16
"""Bytes of a character in the model."""

HANDLE = ctypes.c_void_p
SIGNATURES: dict[str, tuple[object, list[object]]] = {
    "recognizer_new": (HANDLE, []),
    "recognizer_destroy": (None, [HANDLE]),
    "recognizer_open": (ctypes.c_int, [HANDLE, ctypes.c_char_p]),
    "recognizer_classify": (HANDLE, [HANDLE, HANDLE, ctypes.c_size_t]),
    "character_new": (HANDLE, []),
    "character_destroy": (None, [HANDLE]),
    "character_set_width": (None, [HANDLE, ctypes.c_size_t]),
    "character_set_height": (None, [HANDLE, ctypes.c_size_t]),
    "character_add": (ctypes.c_int, [HANDLE, ctypes.c_size_t, ctypes.c_int, ctypes.c_int]),
    "result_size": (ctypes.c_size_t, [HANDLE]),
    "result_value": (ctypes.c_char_p, [HANDLE, ctypes.c_size_t]),
    "result_destroy": (None, [HANDLE]),
}


class StrokeReader:
    def __init__(self, model: Path = MODEL) -> None:
        """Raises PackMissing where it is not installed, PackDamaged."""
        self._library = _library()
        check(model)
        self._recogniser = self._call("recognizer_new")
        if not self._call("recognizer_open", self._recogniser, str(model).encode()):
            raise PackDamaged(model.name)

    def read(self, ink: Ink) -> list[tuple[str, float]]:
        """Returns characters, likeliest first. zinnia gives no confidence."""
        character = self._character(ink)
        result = self._call("recognizer_classify", self._recogniser, character, MAX_CANDIDATES)
        self._call("character_destroy", character)
        if not result:
            return []
        count = int(self._call("result_size", result))
        found = [bytes(self._call("result_value", result, place)).decode("utf-8", "ignore") for place in range(count)]
        self._call("result_destroy", result)
        return [(each, 0.0) for each in found]

    def _character(self, ink: Ink) -> Any:
        character = self._call("character_new")
        self._call("character_set_width", character, SIDE)
        self._call("character_set_height", character, SIDE)
        scale = SIDE - 2 * MARGIN
        for number, stroke in enumerate(ink):
            for x, y in stroke:
                self._call("character_add", character, number, round(MARGIN + x * scale), round(MARGIN + y * scale))
        return character

    def _call(self, name: str, *values: object) -> Any:
        function = getattr(self._library, f"zinnia_{name}")
        function.restype, function.argtypes = SIGNATURES[name]
        return function(*values)


def _library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL("libzinnia.so.0")
    except OSError as trouble:
        raise PackMissing(PACKAGES) from trouble


def check(model: Path) -> None:
    """Checks the model file, as zinnia would read beyond the end of a broken one. Raises PackMissing, PackDamaged."""
    try:
        content = model.read_bytes()
    except OSError as trouble:
        raise PackMissing(PACKAGES) from trouble
    if len(content) < 12 or len(content) % 4:
        raise PackDamaged(model.name)
    words = np.frombuffer(content, "<u4")
    ends = np.flatnonzero(words == 0xFFFFFFFF)
    if words[0] ^ MAGIC != len(content) or words[1] != VERSION or not _all_there(int(words[2]), len(words), ends):
        raise PackDamaged(model.name)


def _all_there(characters: int, length: int, ends: "np.ndarray[tuple[int, ...], np.dtype[np.intp]]") -> bool:
    """True if each character is complete: name, bias, then pairs of index and value until an index of -1."""
    at = 3
    for _ in range(characters):
        at += NAME // 4 + 1
        place = int(np.searchsorted(ends, at))
        while place < len(ends) and (ends[place] - at) % 2:
            place += 1
        if place == len(ends):
            return False
        at = int(ends[place]) + 2
    return at == length
