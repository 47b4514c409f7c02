"""Organs and officers that have nothing open (`gateway.staff.open_work.OpenWork`)."""

from collections.abc import Mapping

from sqlalchemy import Connection


class NoWork:
    """There are no duties yet."""

    def of_organs(self, db: Connection) -> Mapping[str, int]:
        return {}

    def of_officer(self, db: Connection, officer: str) -> int:
        return 0

    def move_organ(self, db: Connection, source: str, target: str) -> int:
        return 0

    def move_officer(self, db: Connection, source: str, target: str) -> int:
        return 0
