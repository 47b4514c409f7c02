"""The write boundaries of a terminal: the moments before and after each call that changes disk or store, or sends. Each
is named by the function of ours that made the call, so that a histogram can be read."""

import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from io import BufferedIOBase, RawIOBase
from types import FrameType, ModuleType
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

import storage
import sync
import trust


class CallSites:
    """Finds the calling function in the rooms `ours`; `nobody` where none is on the stack. It runs at every frame, so
    it is fast."""

    def __init__(self, *ours: ModuleType, nobody: str) -> None:
        self._ours, self._nobody = ours, nobody
        self._known: dict[str, str] = {}

    @cached_property
    def _places(self) -> tuple[str, ...]:
        return tuple(os.path.dirname(str(room.__file__)) + os.sep for room in self._ours)  # noqa: PTH120

    def of(self, frame: FrameType | None) -> str:
        while frame:
            file = frame.f_code.co_filename
            where = self._known.get(file)
            if where is None:
                where = self._known[file] = self._named(file)
            if where:
                return f"{where}.{frame.f_code.co_name}"
            frame = frame.f_back
        return self._nobody

    def _named(self, file: str) -> str:
        """Returns the file as a module name within its room, prefixed by the room where there are several."""
        for place in self._places:
            if file.startswith(place):
                root = os.path.dirname(place.rstrip(os.sep)) + os.sep if len(self._places) > 1 else place  # noqa: PTH120
                return file.removeprefix(root).removesuffix(".py").replace(os.sep, ".")
        return ""


SYSTEM: list[Callable[..., Any]] = [os.fsync, os.rename, os.replace, os.link, os.unlink, os.mkdir, os.rmdir, os.open]
METHODS: dict[str, tuple[type, ...]] = {
    "execute": (sqlcipher.Connection,),
    "executemany": (sqlcipher.Connection,),
    "write": (BufferedIOBase, RawIOBase),
    "truncate": (BufferedIOBase, RawIOBase),
    "send": (socket.socket,),
    "sendall": (socket.socket,),
}
MAKERS = CallSites(storage, sync, trust, nobody="a library")
READS = {"storage.store.read"}
MOMENTS = {"c_call": "before", "c_return": "after"}


@dataclass
class KillSwitch:
    """A `sys.setprofile` hook that records the boundaries passed, in order, and kills the process at the `at`th; never
    at 0."""

    at: int = 0
    passed: list[str] = field(default_factory=list)

    def __call__(self, frame: FrameType, event: str, call: Any) -> None:
        if event not in MOMENTS or not (name := _named(call)) or (maker := MAKERS.of(frame)) in READS:
            return
        self.passed.append(f"{MOMENTS[event]} {name} in {maker}")
        if len(self.passed) == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def _named(call: Any) -> str:
    name: str = getattr(call, "__name__", "")
    if name in METHODS and isinstance(getattr(call, "__self__", None), METHODS[name]):
        return name
    return name if call in SYSTEM else ""
