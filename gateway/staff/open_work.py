"""What organs and officers have open in the rooms above this one. The room of duties answers."""

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import Connection


class OpenWork(Protocol):
    """Every method works in the caller's transaction. Organs by id, officers by login."""

    def of_organs(self, db: Connection) -> Mapping[str, int]:
        """How many open duties each organ has; those without any may be left out."""
        ...

    def of_officer(self, db: Connection, officer: str) -> int:
        """How many open duties the officer has."""
        ...

    def move_organ(self, db: Connection, source: str, target: str) -> int:
        """Give the open duties of an organ to the one it was merged into. Returns how many."""
        ...

    def move_officer(self, db: Connection, source: str, target: str) -> int:
        """Give the open duties of an officer to another of the same organ. Returns how many."""
        ...
