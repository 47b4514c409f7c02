"""A paper that a page can print, before it is printed."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Printable:
    """`name`: of the file or job. `what`: the paper as people call it. `document` makes the PDF."""

    name: str
    what: str
    document: Callable[[], bytes]
