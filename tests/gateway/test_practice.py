"""A folder belongs to a practice platform from its first day or never, and shares nothing."""

import json
from pathlib import Path

import pytest

from core.problems import RealHome
from core.training import TODAY
from gateway.cli import main
from gateway.runtime import Stores, mark_as_training, open_runtime


def test_a_real_platform_is_never_practised_with(tmp_path: Path) -> None:
    open_runtime(tmp_path, stores=Stores()).engine.dispose()
    with pytest.raises(RealHome):
        mark_as_training(tmp_path)
    runtime = open_runtime(tmp_path, stores=Stores())
    assert not runtime.training
    runtime.engine.dispose()


def test_a_practice_platform_stays_one_and_touches_no_provinces_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/province")
    monkeypatch.setenv("BLOB_URL", "s3://bucket?endpoint=http://127.0.0.1:9")
    mark_as_training(tmp_path)
    for _ in range(2):
        runtime = open_runtime(tmp_path)
        assert runtime.training
        assert str(tmp_path) in str(runtime.engine.url)
        runtime.engine.dispose()


def test_a_code_of_it_says_what_it_is_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mark_as_training(tmp_path / "practice")
    open_runtime(tmp_path / "real", stores=Stores()).engine.dispose()
    open_runtime(tmp_path / "practice").engine.dispose()
    for name in ("practice", "real"):
        assert main(["code", "--data", str(tmp_path / name)]) == 0
        assert json.loads(capsys.readouterr().out).get("training", False) == (name == "practice")


def test_its_clock_is_that_of_training_and_no_others_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY, "2031-05-06")
    mark_as_training(tmp_path / "practice")
    for name, year in (("practice", 2031), ("real", None)):
        runtime = open_runtime(tmp_path / name, stores=Stores())
        assert (runtime.now().year == 2031) == (year == 2031)
        runtime.engine.dispose()
