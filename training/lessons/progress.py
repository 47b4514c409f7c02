"""How far the lessons are, in the training home: when each was begun, what its set-up left, whether it was done."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from storage import disk

FILE = "lessons.json"


class Begun(BaseModel):
    """`marks`: what the set-up left to be recognised by: ids, no names. `at`, `joined`: when the lesson was begun, and
    when the network was there again; `stamp`: the same as `at` by the clock of files, whole seconds since 1970."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: datetime
    stamp: float
    marks: tuple[str, ...] = ()
    joined: datetime | None = None


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid")

    begun: Annotated[dict[str, Begun], Field(max_length=100)] = {}
    done: Annotated[set[str], Field(max_length=100)] = set()


class Progress:
    """`folder`: the training home. A file that cannot be read counts as nothing done yet."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        try:
            self._kept = _Kept.model_validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            self._kept = _Kept()

    def begun(self, lesson: str) -> Begun | None:
        return self._kept.begun.get(lesson)

    def is_done(self, lesson: str) -> bool:
        return lesson in self._kept.done

    def begin(self, lesson: str, begun: Begun) -> None:
        """Keeps that a lesson was begun, once more too. Raises DiskFull."""
        self._kept.begun[lesson] = begun
        self._kept.done.discard(lesson)
        self._write()

    def finish(self, lesson: str) -> None:
        """Raises DiskFull."""
        self._kept.done.add(lesson)
        self._write()

    def note_joined(self, at: datetime) -> None:
        """Keeps when the network was there again, for lessons that were begun without it. Raises DiskFull."""
        without = {lesson: begun for lesson, begun in self._kept.begun.items() if begun.joined is None}
        self._kept.begun |= {lesson: begun.model_copy(update={"joined": at}) for lesson, begun in without.items()}
        if without:
            self._write()

    def _write(self) -> None:
        disk.replace(self._file, self._kept.model_dump_json().encode())
