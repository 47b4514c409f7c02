"""Days are written in one way, by one module."""

import re
from datetime import date, datetime
from pathlib import Path

from core.date_format import day, moment

# not capture: it reads days as they stand on cards
ROOMS = ("core", "storage", "agency", "sync", "gateway", "ui", "kiosk", "proxy_client", "training", "devices", "trust")
OTHERS = re.compile(r"%[mYd]?月|\}月\{|%m-%d|%d日")
HERE = Path(__file__).parents[2]


def test_a_day_as_people_say_it() -> None:
    assert day(date(2026, 3, 5)) == "2026年3月5日"


def test_a_moment_by_this_machines_clock() -> None:
    assert moment(datetime(2026, 11, 20, 9, 5).astimezone()) == "2026年11月20日 09:05"


def test_no_other_file_writes_days_for_people() -> None:
    found = [
        path.relative_to(HERE).as_posix()
        for room in ROOMS
        for path in (HERE / room).rglob("*.py")
        if OTHERS.search(path.read_text("utf-8"))
    ]
    # a letter's days are Chinese whatever language the desk has; a provider's signature has its own form of a time
    others = {"gateway/letters/sheet.py", "gateway/notices/sms/aliyun_signature.py"}
    others |= {"core/urgency/season.py"}  # compares days with those of its table
    assert [path for path in found if path not in others] == ["core/date_format.py"]
