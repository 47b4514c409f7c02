"""A field as it was found: its value, the lines it stands in, and whether a person must confirm it."""

from collections.abc import Sequence
from dataclasses import dataclass

from capture.page.result import TextLine


@dataclass(frozen=True)
class FoundField:
    value: str
    lines: Sequence[TextLine] = ()
    doubtful: bool = False
