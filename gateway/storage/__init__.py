"""The database: connections, tables, prepared statements, migrations."""

from collections.abc import Iterator

from sqlalchemy import Column

from gateway.storage import case_tables, desk_tables, fleet_tables, leases, letter_tables, notice_tables, staff_tables
from gateway.storage.schema import metadata

__all__ = ["ROOMS", "leases", "metadata", "referring_to"]
ROOMS = (case_tables, desk_tables, fleet_tables, letter_tables, notice_tables, staff_tables)
"""Modules of tables besides the schema; each adds its own to `metadata`, which is whole once the room is loaded."""


def referring_to(column: Column[int]) -> Iterator[Column[int]]:
    """Yields the columns of other tables that hold values of this one."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column is column:
                yield key.parent
