"""Which function of ours made a call."""

import os
from functools import cached_property
from types import FrameType, ModuleType


class CallSites:
    """Functions in the rooms `ours`; where none is on the stack it was `nobody`. Quick: it is asked for every frame."""

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
        """As a module within its room; the room's own name goes before it where there are several."""
        for place in self._places:
            if file.startswith(place):
                root = os.path.dirname(place.rstrip(os.sep)) + os.sep if len(self._places) > 1 else place  # noqa: PTH120
                return file.removeprefix(root).removesuffix(".py").replace(os.sep, ".")
        return ""
