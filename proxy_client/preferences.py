"""How the window stood and looked when it was last used. Nothing of any person is kept here, so it is a clear file."""

import logging
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.bounded_json import check
from core.problems import StoreProblem
from storage import disk

FILE = "window.json"
MOST = 4_000
"""Bytes."""
log = logging.getLogger(__name__)


class Choices(BaseModel):
    """`geometry`: as Qt writes it, in hexadecimal digits; empty before the window was closed once."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    geometry: str = Field("", max_length=2_000, pattern=r"^[0-9a-f]*$")
    lock_after: int | None = Field(None, ge=60, le=3600, description="seconds; None: as the settings say")
    ground: Literal["light", "dark", "system"] | None = None
    size: Literal["dense", "ordinary", "large"] | None = None
    language: str = Field("", max_length=20)


class Preferences:
    """Keeps the choices in a file; without one (`path` None) while the program runs. A file that cannot be read counts
    as none: it is not worth a question."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.choices = self._read()

    def change(self, **changed: object) -> None:
        self.choices = Choices.model_validate(self.choices.model_dump() | changed)
        if self._path:
            with suppress(OSError, StoreProblem):  # a full disk must not keep a window from closing
                disk.replace(self._path, self.choices.model_dump_json().encode())

    def _read(self) -> Choices:
        if self._path is None or not self._path.is_file():
            return Choices()
        try:
            content = self._path.read_bytes()
            check(content, 100, MOST)
            return Choices.model_validate_json(content)
        except (OSError, ValueError, ValidationError):
            log.warning("the window's choices cannot be read")
            return Choices()
