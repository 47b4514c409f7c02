"""The golden table: golden_terms.csv against the shipped rows.

It was reckoned without the code: lengths typed from the regulation and the promises, days by month arithmetic, working
days from the lists of chinesecalendar 1.11.0 (holidays_2016_2024.json and the shipped calendar are made from it); then
checked again, the plain days by GNU date, the working days by counting back from the end.
"""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from core.cases.clock_table import shipped_table
from core.cases.clocks import extended, term
from core.working_days import Calendar, shipped

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "golden_terms.csv").read_text("utf-8").splitlines()))
EARLIER = json.loads((HERE / "holidays_2016_2024.json").read_text("utf-8"))
CALENDAR = shipped().completed_by(
    Calendar(*(frozenset(map(date.fromisoformat, EARLIER[n])) for n in ("off", "worked")))
)


def test_it_is_long_enough_and_knows_every_length() -> None:
    assert len(ROWS) >= 200
    timed = {(each.profile, each.rule) for rows in shipped_table().values() for each in rows.values() if each.length}
    reckoned = {(each["found"], each["rule"]) for each in ROWS}
    ours = "accept deliver execute review-accept visit data-request petitioner-urge meeting-proposal"
    settings = {("statute", rule) for rule in ours.split()}
    own = {(profile, rule) for profile, rule in timed if profile == "shandong"}
    assert timed - reckoned <= settings | own


@pytest.mark.parametrize("golden", ROWS, ids=lambda each: f"{each['profile']}-{each['rule']}-{each['start']}")
def test_a_term_is_as_reckoned(golden: dict[str, str]) -> None:
    options = dict(each.partition("=")[::2] for each in golden["options"].split())
    roll_over = "kept" not in options
    start, hearing = date.fromisoformat(golden["start"]), int(options.get("hearing", 0))
    found = term(golden["rule"], golden["profile"], start, CALENDAR, hearing, roll_over=roll_over)
    if "extend" in options:
        found = extended(found, int(options["extend"]), CALENDAR)
    assert (str(found.target), str(found.limit)) == (golden["target"], golden["limit"])
    assert (found.profile, found.unit) == (golden["found"], golden["unit"])
    assert found.article == golden["article"] or not golden["article"]
    assert found.calendar_known is (golden["known"] == "yes")


@pytest.mark.parametrize(
    ("start", "end", "days", "worked"),
    [
        (date(2017, 8, 22), date(2017, 9, 1), 10, 8),
        (date(2017, 3, 2), date(2017, 3, 13), 11, 7),
        (date(2026, 9, 30), date(2026, 10, 10), 10, 3),
        (date(2024, 2, 28), date(2024, 3, 1), 2, 2),
    ],
)
def test_elapsed_days_are_counted_like_terms(start: date, end: date, days: int, worked: int) -> None:
    """The seeds' cases (A4.8) first: the article calls the one nine days, which are its working days with the first
    one, and the other eleven, which are calendar days without it."""
    assert ((end - start).days, CALENDAR.working_days_between(start, end)) == (days, worked)
