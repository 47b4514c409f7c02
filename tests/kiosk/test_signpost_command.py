"""`python -m kiosk signpost`: one JSON line a route, one error object for what cannot be."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.wire import Office
from kiosk.commands import signpost
from sync.terminal import terminal
from training import example


def run(*arguments: str, today: str = "2026-11-30") -> tuple[int, list[dict[str, object]]]:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "signpost", *arguments],
        env={**os.environ, "SUNLIT_TODAY": today, "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_lines() -> None:
    code, lines = run("--category", "030100", "--event", "去年腊月二十", "--place", "320115")
    assert code == 0
    assert all({"route", "organ", "last_day", "article", "bring", "phone"} <= line.keys() for line in lines)
    days = {line["route"]: line["last_day"] for line in lines}
    assert days["arbitration"] == "2027-02-08"
    assert days["petition"] is None


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--category", "030100", "--event", "明天"], "P642"),
        (["--category", "030100", "--told", "2026-02-30"], "P643"),
        (["--category", "030100", "--event", "啊啊啊"], "P641"),
        (["--category", "1"], "P644"),
        ([], "P644"),
        (["--category", "030100", "--place", "999999"], "P609"),
        (["--category", "030100", "--event", "2026-05-02", "--told", "2026-05-01"], "P645"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else each,
)
def test_bad_input_is_one_error(arguments: list[str], error: str) -> None:
    code, lines = run(*arguments)
    assert code == 1
    assert [line["error"]["code"] for line in lines] == [error]  # type: ignore[index]


def test_a_bad_today_is_said() -> None:
    assert run("--category", "070100", today="never")[0] == 1


def phones(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, tuple[str, str]]:
    """Returns organ and telephone of each route as the command tells them for a home."""
    monkeypatch.setenv("SUNLIT_HOME", str(home))
    parser = argparse.ArgumentParser()
    signpost.arguments(parser)
    assert signpost.run(parser.parse_args(["--category", "110100", "--place", "320115"])) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {line["route"]: (line["organ"], line["phone"]) for line in lines}


def test_offices_are_those_the_province_told_this_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody, told = tmp_path / "nobody", tmp_path / "told"
    before = phones(nobody, monkeypatch, capsys)
    assert before["court"] == ("南京市江宁区人民法院", "12368")
    assert not nobody.exists(), "asking makes no terminal"
    with terminal(told) as here:
        example.filed(here)
        said = here.feed.bulletin()
        assert said is not None
        offices = [Office(route="court", place="3201", name="东山法庭", telephone="025-1")]
        here.feed.take(said.model_copy(update={"number": said.number + 1, "offices": offices}))
    after = phones(told, monkeypatch, capsys)
    assert after["court"] == ("东山法庭", "025-1")
    assert {**after, "court": before["court"]} == before
