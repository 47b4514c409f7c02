"""Dates as people say them, said on the last day of November 2026."""

from datetime import date, timedelta

import pytest
from borax.calendars import LunarDate
from hypothesis import given
from hypothesis import strategies as some

from core.problems import DateImpossible, DateInFuture, DateUnclear, Problem
from core.sentences import sentence_of
from core.spoken_dates.spoken import spoken_date, uncertainty

TODAY = date(2026, 11, 30)
DAYS = some.dates(date(1960, 1, 1), TODAY)
DIGITS = "〇一二三四五六七八九"


def day(text: str) -> date:
    said = spoken_date(text, TODAY)
    assert said.exact, text
    return said.first


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("去年腊月二十", "2026-02-07"),
        ("上个月初八", "2026-10-17"),
        ("国庆前两天", "2026-09-29"),
        ("昨天", "2026-11-29"),
        ("大前天晚上", "2026-11-27"),
        ("2024年3月5号", "2024-03-05"),
        ("２０２４年３月５日", "2024-03-05"),
        ("二〇二四年三月五号", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("去年闰六月初三", "2025-07-27"),
        ("农历八月十五", "2026-09-25"),
        ("公历8月15日", "2026-08-15"),
        ("去年过年", "2025-01-29"),
        ("大年三十", "2026-02-16"),
        ("腊月三十", "2026-02-16"),
        ("正月初六", "2026-02-22"),
        ("今年清明", "2026-04-05"),
        ("阴历七月半", "2026-08-27"),
        ("上周三", "2026-11-25"),
        ("三天前", "2026-11-27"),
        ("十天以前", "2026-11-20"),
        ("12月25号", "2025-12-25"),
        ("2月29号", "2024-02-29"),
        ("去年今天", "2025-11-30"),
        ("是去年5月20日的晚上吧", "2025-05-20"),
        ("过年前两天", "2026-02-15"),
        ("中秋后第三天", "2026-09-28"),
        ("九八年八月一号", "1998-08-01"),
        ("上上个月15号", "2026-09-15"),
        ("大上个月15号", "2026-09-15"),
        ("今年除夕", "2026-02-16"),
        ("今年腊月初八", "2026-01-26"),
        ("大年初二", "2026-02-18"),
        ("农历去年腊月二十", "2026-02-07"),
        ("昨天下午三点半", "2026-11-29"),
        ("去年五月端午", "2025-05-31"),
    ],
)
def test_one_day(words: str, meant: str) -> None:
    assert day(words).isoformat() == meant


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("前年麦收", "2024-05-10", "2024-06-30"),
        ("三年前", "2023-01-01", "2023-12-31"),
        ("去年冬天", "2025-11-07", "2026-02-28"),
        ("二〇二四年三月", "2024-03-01", "2024-03-31"),
        ("24年3月", "2024-03-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("上个月底", "2026-10-21", "2026-10-31"),
        ("去年国庆前后", "2025-09-24", "2025-10-08"),
        ("前几天", "2026-11-21", "2026-11-30"),
        ("大概去年腊月二十", "2026-02-04", "2026-02-10"),
        ("今年", "2026-01-01", "2026-11-30"),
        ("两年多前", "2023-11-30", "2024-11-30"),
        ("半年前", "2026-04-01", "2026-06-30"),
        ("三年前的冬天", "2023-11-07", "2024-02-29"),
        ("去年腊月", "2026-01-19", "2026-02-16"),
        ("去年三四月份", "2025-03-01", "2025-04-30"),
        ("去年腊月二十几", "2026-02-07", "2026-02-16"),
    ],
)
def test_a_span_is_said_to_be_one(words: str, first: str, last: str) -> None:
    said = spoken_date(words, TODAY)
    assert (said.first.isoformat(), said.last.isoformat(), said.ambiguous) == (first, last, False)
    assert "最早" in sentence_of(uncertainty(said)[0])


@pytest.mark.parametrize(
    ("words", "by_moon", "by_sun"),
    [
        ("八月十五", "2026-09-25", "2026-08-15"),
        ("去年八月十五", "2025-10-06", "2025-08-15"),
        ("十月一", "2026-11-09", "2026-10-01"),
        ("上月十五", "2026-10-24", "2026-10-15"),
    ],
)
def test_a_day_of_either_calendar_is_asked_for(words: str, by_moon: str, by_sun: str) -> None:
    said = spoken_date(words, TODAY)
    assert said.ambiguous
    assert said.by(lunar=True).first.isoformat() == by_moon
    assert said.by(lunar=False).first.isoformat() == by_sun
    assert said.first.isoformat() == min(by_moon, by_sun)
    assert "农历" in sentence_of(uncertainty(said)[0])


@pytest.mark.parametrize("words", ["明天", "明年三月", "下个月初八", "2026年12月25日", "2027-01-01", "9999-12"])
def test_the_future_is_refused(words: str) -> None:
    with pytest.raises(DateInFuture):
        spoken_date(words, TODAY)


@pytest.mark.parametrize(
    "words", ["2月30号", "2025-02-29", "13月5号", "闰三月初一月", "去年闰八月初三", "2025年2月29日", "五月四十号"]
)
def test_what_no_calendar_has_is_refused(words: str) -> None:
    with pytest.raises((DateImpossible, DateUnclear)):
        spoken_date(words, TODAY)


@pytest.mark.parametrize(
    "words", ["", "   ", "乱七八糟", "我不记得了", "好多年前", "0年前", "一" * 41, "1" * 30, "年月日", "🌙"]
)
def test_what_is_not_understood_is_never_guessed(words: str) -> None:
    with pytest.raises(DateUnclear):
        spoken_date(words, TODAY)


def test_in_january_the_last_month_of_last_year_is_a_year_ago() -> None:
    assert spoken_date("去年腊月二十", date(2026, 1, 10)).first == date(2025, 1, 19)
    assert spoken_date("去年八月十五", date(2026, 1, 10)).by(lunar=True).first == date(2025, 10, 6)


@given(DAYS)
def test_every_written_day_is_itself(meant: date) -> None:
    spelled = "".join(DIGITS[int(each)] for each in str(meant.year))
    for words in (
        meant.isoformat(),
        f"{meant.year}年{meant.month}月{meant.day}号",
        f"{meant:%Y%m%d}",
        f"{spelled}年{meant.month}月{meant.day}日",
    ):
        assert day(words) == meant


@given(DAYS)
def test_every_lunar_day_is_itself(meant: date) -> None:
    by_moon = LunarDate.from_solar_date(meant.year, meant.month, meant.day)
    words = f"农历{by_moon.year}年{'闰' * by_moon.leap}{by_moon.month}月{by_moon.cn_day}"
    assert day(words.replace(f"农历{by_moon.year}年", f"{by_moon.year}年农历")) == meant


@given(some.integers(1, 120))
def test_days_ago(count: int) -> None:
    assert day(f"{count}天前") == TODAY - timedelta(days=count)


@given(
    some.text(alphabet="今去前年月日号天上下个初十廿正腊闰农历春节国庆三五八0123456789两多半周星期 ", max_size=12), DAYS
)
def test_whatever_is_said_is_a_past_span_or_refused(words: str, today: date) -> None:
    try:
        said = spoken_date(words, today)
    except Problem:
        return
    assert said.readings
    assert said.first <= said.last <= today
