"""`python -m gateway due`: terms for a script, with and without a gateway."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.wire import Published
from gateway.cases import bulletin
from gateway.cli import main
from testkit.gateway_in_process import Gateway


@pytest.fixture
def due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command; `--data` names a folder that is not there unless one is given."""

    def run(*words: str, data: Path = tmp_path / "none") -> tuple[int, list[Any]]:
        code = main(["due", "--data", str(data), *words, "--json"])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


@pytest.fixture
def batch(due: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(lines: bytes) -> tuple[int, list[Any]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        return due("--batch")  # type: ignore[no-any-return]

    return run


def test_a_term_with_its_article(due: Any, tmp_path: Path) -> None:
    assert due("forward", "2026-09-16") == (
        0,
        [
            {
                "rule": "forward",
                "profile": "statute",
                "start": "2026-09-16",
                "target": "2026-10-01",
                "limit": "2026-10-08",
                "unit": "days",
                "article": "22(1)",
                "source": "信访工作条例",
            }
        ],
    )
    assert not (tmp_path / "none").exists()


def test_a_promise_and_a_hearing(due: Any) -> None:
    _, (promise,) = due("forward", "2026-11-02", "--profile", "315")
    assert (promise["limit"], promise["unit"], promise["profile"]) == ("2026-11-05", "working-days", "315")
    _, (heard,) = due("recheck", "2026-11-02", "--hearing-days", "12")
    assert heard["target"] == "2026-12-14"


def test_a_time_is_the_day_it_is_in_china(due: Any) -> None:
    assert due("forward", "2026-11-02T23:30:00Z")[1][0]["start"] == "2026-11-03"
    assert due("forward", "2026-11-02T23:30")[1][0]["start"] == "2026-11-02"


def test_a_year_without_notice_is_said(due: Any) -> None:
    assert due("handle", "2026-11-24")[1][0]["calendar_known"] is False


def test_no_days_laid_down_is_null(due: Any) -> None:
    _, (found,) = due("assigned", "2026-11-24")
    assert found["target"] is found["limit"] is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["no-rule", "2026-11-02"], "unknown-rule"),
        (["forward", "2026-11-02", "--profile", "no-profile"], "unknown-profile"),
        (["forward", "2026-02-29"], "bad-date"),
        (["handle", "9999-12-20"], "bad-date"),
        (["handle", "0001-01-01T00:00:00+23:00"], "bad-date"),
        (["recheck", "2026-11-02", "--hearing-days", "-1"], "bad-days"),
        (["recheck", "2026-11-02", "--hearing-days", "9999999999"], "bad-days"),
        (["forward"], "missing"),
        ([], "missing"),
    ],
)
def test_bad_input_has_a_code(due: Any, words: list[str], code: str) -> None:
    returned, (said,) = due(*words)
    assert (returned, said["error"]["code"]) == (1, code)


def test_a_batch_goes_on_after_a_bad_line(batch: Any) -> None:
    code, said = batch(
        b"\xef\xbb\xbfforward statute 2026-11-02\r\n\nhalf a-line\nhandle \xd5\xe3 2026-11-02\n"
        + b"x" * 5000
        + b" forward statute 2026-11-02\nmeet meet-3 2026-11-02 09:00\n"
    )
    assert code == 1
    assert [each.get("limit") or each["error"]["code"] for each in said] == [
        "2026-11-17",
        "missing",
        "unknown-profile",
        "missing",
        "2026-11-05",
    ]


def test_a_batch_without_a_fault_is_done(batch: Any) -> None:
    assert batch(b"objection statute 2026-09-28")[0] == 0
    assert batch(b"") == (0, [])


def test_the_published_calendar_counts(due: Any, gateway: Gateway) -> None:
    """And years that it leaves out stay as shipped."""
    published = Published(off=[date(2027, 1, 25), date(2027, 10, 1)])
    bulletin.publish(gateway.runtime, published)
    assert due("handle", "2026-11-24", data=gateway.data)[1][0]["limit"] == "2027-01-26"
    assert due("forward", "2026-09-16", data=gateway.data)[1][0]["limit"] == "2026-10-08"


def test_a_person_sees_the_statute_below_a_promise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--data", str(tmp_path / "none"), "handle", "2026-11-02", "--profile", "520"]) == 0
    promise, statute = capsys.readouterr().out.splitlines()
    assert promise.startswith("handle 520") and statute.startswith("handle statute")
    assert "may still move" in statute and "may still move" not in promise
