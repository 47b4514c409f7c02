"""Finds which of the project's functions made a call."""

import os
from functools import cached_property
from types import FrameType, ModuleType


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
