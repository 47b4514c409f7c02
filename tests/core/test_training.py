"""The clock of a training, and the mark on its items."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import InvalidTodaySetting
from core.training import TODAY, clock, mark, marked, moment

NOW = datetime(2026, 11, 29, 14, 5, 6, tzinfo=UTC)


def test_without_a_word_it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TODAY, raising=False)
    assert clock(lambda: NOW)() == NOW


def test_a_day_is_that_day_at_this_hour_and_time_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY, "2027-02-16")
    times = iter([NOW, NOW, NOW + timedelta(hours=1)])
    turned = clock(lambda: next(times))
    assert turned() == NOW.replace(year=2027, month=2, day=16)
    assert turned() == NOW.replace(year=2027, month=2, day=16, hour=15)


@pytest.mark.parametrize("said", ["2027-02-16T00:00", "2027-02-16 00:00:00"])
def test_midnight_is_a_time_where_it_is_said(said: str) -> None:
    assert moment(said, NOW) == datetime(2027, 2, 16, tzinfo=UTC)


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_time_is_understood_as_it_is_written(at: datetime) -> None:
    assert moment(at.isoformat(), NOW) == at


@pytest.mark.parametrize("said", ["tomorrow", "2026-13-01", "16.2.2027"])
def test_anything_else_is_said_in_a_sentence(said: str) -> None:
    with pytest.raises(InvalidTodaySetting):
        moment(said, NOW)


def test_a_folder_is_marked_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    assert not marked(folder)
    for _ in range(2):
        mark(folder)
        assert marked(folder)
