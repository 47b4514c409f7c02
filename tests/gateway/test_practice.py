"""A folder is that of a practice platform from its first day, or never, and keeps everything to itself."""

from pathlib import Path

import pytest

from core.problems import RealHome
from core.training import TODAY
from gateway.office import Stores, open_office, practise


def test_a_real_platform_is_never_practised_with(tmp_path: Path) -> None:
    open_office(tmp_path, stores=Stores()).engine.dispose()
    with pytest.raises(RealHome):
        practise(tmp_path)
    office = open_office(tmp_path, stores=Stores())
    assert not office.training
    office.engine.dispose()


def test_a_practice_platform_stays_one_and_touches_no_provinces_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/province")
    monkeypatch.setenv("BLOB_URL", "s3://bucket?endpoint=http://127.0.0.1:9")
    practise(tmp_path)
    for _ in range(2):
        office = open_office(tmp_path)
        assert office.training
        assert str(tmp_path) in str(office.engine.url)
        office.engine.dispose()


def test_its_clock_is_that_of_training_and_no_others_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY, "2031-05-06")
    practise(tmp_path / "practice")
    for name, year in (("practice", 2031), ("real", None)):
        office = open_office(tmp_path / name, stores=Stores())
        assert (office.now().year == 2031) == (year == 2031)
        office.engine.dispose()
