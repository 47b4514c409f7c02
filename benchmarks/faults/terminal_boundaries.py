"""The write boundaries of a terminal: the moment before and the moment after each call that changes disk or store, or
sends. Each is named by the function of ours that made the call, so that a histogram can be read."""

import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from io import BufferedIOBase, RawIOBase
from types import FrameType
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

import sync

SYSTEM: list[Callable[..., Any]] = [os.fsync, os.rename, os.replace, os.link, os.unlink, os.mkdir, os.rmdir, os.open]
METHODS: dict[str, tuple[type, ...]] = {
    "execute": (sqlcipher.Connection,),
    "executemany": (sqlcipher.Connection,),
    "write": (BufferedIOBase, RawIOBase),
    "truncate": (BufferedIOBase, RawIOBase),
    "send": (socket.socket,),
    "sendall": (socket.socket,),
}
ROOMS = tuple(os.path.join(os.path.dirname(os.path.dirname(sync.__file__)), room) for room in ("sync", "trust"))  # noqa: PTH118, PTH120
READS = {"sync.home.store.read"}
MOMENTS = {"c_call": "before", "c_return": "after"}


@dataclass
class Fate:
    """For `sys.setprofile`: notes the boundaries passed, in order, and dies at the `at`th; 0 lives."""

    at: int = 0
    passed: list[str] = field(default_factory=list)

    def __call__(self, frame: FrameType, event: str, call: Any) -> None:
        if event not in MOMENTS or not (name := _named(call)) or (maker := _maker(frame)) in READS:
            return
        self.passed.append(f"{MOMENTS[event]} {name} in {maker}")
        if len(self.passed) == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def _named(call: Any) -> str:
    name: str = getattr(call, "__name__", "")
    if name in METHODS and isinstance(getattr(call, "__self__", None), METHODS[name]):
        return name
    return name if call in SYSTEM else ""


def _maker(frame: FrameType | None) -> str:
    while frame:
        if where := _ours(frame.f_code.co_filename):
            return f"{where}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "a library"


@cache
def _ours(file: str) -> str:
    if not file.startswith(ROOMS):
        return ""
    return file.removeprefix(os.path.dirname(ROOMS[0]) + os.sep).removesuffix(".py").replace(os.sep, ".")  # noqa: PTH120
