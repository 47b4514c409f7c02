"""The table of what the laws give: category, words and dates to routes and last days."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.routes.signpost import Facts
from core.spoken_dates.spoken import spoken_date

TABLE = Path(__file__).parent / "golden.tsv"


@dataclass(frozen=True)
class Row:
    number: int
    facts: Facts
    today: date
    offered: dict[str, date | None]
    absent: frozenset[str]

    def __str__(self) -> str:
        return f"{self.number}-{self.facts.category}"


def rows() -> list[Row]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [_row(number, line) for number, line in enumerate(csv.DictReader(lines, delimiter="\t"), start=1)]


def _row(number: int, line: dict[str, str]) -> Row:
    today = date.fromisoformat(line["today"])
    event, told = (spoken_date(line[name], today) if line[name] else None for name in ("event", "told"))
    expected = line["routes"].split(";")
    offered = dict(each.split("=") for each in expected if "=" in each)
    return Row(
        number,
        Facts(line["category"], line["text"], event, told, "320115"),
        today,
        {route: None if day == "-" else date.fromisoformat(day) for route, day in offered.items()},
        frozenset(each[1:] for each in expected if each.startswith("!")),
    )
