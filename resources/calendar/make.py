"""Make days.json from the PyPI package chinesecalendar (MIT), which keeps the State Council's yearly notices.

    pip download --no-deps chinesecalendar && unzip chinesecalendar-*.whl
    PYTHONPATH=. python resources/calendar/make.py 2025 2026

A year whose notice has not come out yet is not in it; the platform's bulletin brings it to the terminals.
"""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

from chinese_calendar import is_workday


def main() -> None:
    years = [int(year) for year in sys.argv[1:]]
    days = [date(year, 1, 1) + timedelta(n) for year in years for n in range(365 + (year % 4 == 0))]
    off = [str(day) for day in days if day.weekday() < 5 and not is_workday(day)]
    worked = [str(day) for day in days if day.weekday() >= 5 and is_workday(day)]
    target = Path(__file__).with_name("days.json")
    target.write_text(json.dumps({"off": off, "worked": worked}, indent=1) + "\n")


if __name__ == "__main__":
    main()
