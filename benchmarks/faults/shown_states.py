"""Compares what a terminal shows with the gateway's own rows."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sync.item import Item


def held(data: Path) -> dict[str, tuple[str, bool]]:
    """Returns, by item, the case number and whether parts are still wanted."""
    missing = "EXISTS (SELECT 1 FROM parts WHERE parts.item = cases.item AND received_at IS NULL)"
    with closing(sqlite3.connect(f"file:{data / 'gateway.sqlite3'}?mode=ro", uri=True)) as db:
        rows = db.execute(f"SELECT item, number, {missing} FROM cases").fetchall()
    return {item: (number, bool(wanted)) for item, number, wanted in rows}


def untrue(shown: Iterable[dict[str, str | None]], there: dict[str, tuple[str, bool]]) -> list[str]:
    """Returns the rows of `status --json`, read while nothing is being sent, that are untrue."""
    said = []
    for row in shown:
        number, wanted = there.get(str(row["item"]), ("", False))
        if row["state"] in {"sending", "quarantined"} or (row["case_number"] and row["case_number"] != number):
            said.append(f"shows {row['state']} {row['reason']}, case {row['case_number']} for {number}")
        if row["state"] in {"delivered", "registered"} and (not number or wanted):
            said.append(f"shows {row['state']}, which is not so")
    return said


def rows(items: Iterable[Item]) -> list[dict[str, str | None]]:
    return [item.as_json() for item in items]
