"""The yearly report of a bureau: its numbers are those of the record, small ones are not told, and it is a letter."""

import json
import random
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import insert, select

from gateway.casework import year_report
from gateway.casework.year_report import FEWEST, Figures, without_small
from gateway.cli import main
from gateway.clock import CHINA
from gateway.letters import year_reports
from gateway.letters.documents import LetterStopped
from gateway.letters.inspection import Verdict, inspect
from gateway.refusals import Refused
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.storage.schema import cases, events, items, journal, terminals
from testkit.gateway_in_process import Gateway, ask, either_store
from testkit.officers import CLERK, HANDLER, Office, open_office
from tests.gateway.letters.test_inspection import needs_poppler

YEAR, KINDS = 2025, ("request", "request", "request", "suggestion", "accusation", "report")
CATEGORIES, HANDLERS = ("010101", "020101", "", "made-up"), ("town", "water", "")
DEEDS = ("forward", "assign", "supervise", "urge", "refuse", "reply", "hear")
ADOPTED = {"adopted": "都在研究。"}


@pytest.fixture
def office(gateway: Gateway) -> Office:
    return open_office(gateway.runtime)


def a_year(gateway: Gateway, size: int = 300, seed: int = 11) -> list[dict[str, Any]]:
    """Writes cases of three years, and what was done in them; returns what was written."""
    draw, written = random.Random(seed), list[dict[str, Any]]()
    with gateway.runtime.engine.begin() as db:
        key = {"public_key": "k", "name": "大厅", "site": "某处", "enrolled_at": gateway.clock()}
        db.execute(insert(terminals).values(id="t-report", **key))
        for n in range(size):
            at = datetime(2024, 7, 1, tzinfo=CHINA) + timedelta(hours=draw.randrange(2 * 365 * 24))
            kind, bureau = draw.choice(KINDS), draw.choice(("bureau", "bureau-county"))
            about = {"category": draw.choice(CATEGORIES), "handler": draw.choice(HANDLERS)}
            deeds = [(each, at + timedelta(days=draw.randrange(90))) for each in draw.sample(DEEDS, draw.randrange(5))]
            _case(db, n, {"kind": kind, "bureau": bureau, "registered_at": at, **about}, deeds)
            written.append({"kind": kind, "bureau": bureau, "at": at, "deeds": deeds, **about})
    return written


def _case(db: Any, n: int, about: Mapping[str, Any], deeds: list[tuple[str, datetime]]) -> None:
    item = f"{n:08d}-0000-8000-8000-000000000000"
    sealed = {"fingerprint": "f", "envelope": "{}", "signature": "s", "received_at": about["registered_at"]}
    db.execute(insert(items).values(item=item, terminal="t-report", **sealed))
    kept = {"number": f"XF-{n}", "item": item, "code_mark": f"{n:019d}", "recipient_set": "bureau"}
    rest = {"last_four_marks": [], "step": "registered", "unit": ""}
    row = db.execute(insert(cases).values(**kept, **rest, **about).returning(cases.c.id)).scalar_one()
    for version, (action, at) in enumerate(deeds, 1):
        db.execute(insert(events).values(case_id=row, step="x", at=at, version=version, action=action))


def counted(written: list[dict[str, Any]], bureaus: set[str]) -> Figures:
    """The same in plain Python, from what was written and not from the store."""
    theirs = [each for each in written if each["bureau"] in bureaus]
    ours = [each for each in theirs if each["at"].year == YEAR]
    clear = [each for each in ours if each["kind"] != "accusation"]
    deeds = Counter(deed for each in theirs for deed, at in each["deeds"] if at.year == YEAR)
    suggestions = [each for each in ours if each["kind"] == "suggestion"]
    return Figures(
        organ="bureau",
        year=YEAR,
        kinds=Counter(each["kind"] for each in ours),
        areas=Counter(each["category"] for each in clear if each["category"]),
        organs=Counter(each["handler"] for each in clear if each["handler"]),
        deeds={deed: deeds[deed] for deed in DEEDS[:5] if deeds[deed]},
        suggested={},
        answered=sum("reply" in dict(each["deeds"]) for each in suggestions),
    )


@either_store
@pytest.mark.parametrize("seed", [11, 12])
def test_its_numbers_are_those_that_were_written(gateway: Gateway, office: Office, seed: int) -> None:
    written = a_year(gateway, seed=seed)
    found = year_report.of_year(gateway.runtime, office.by[CLERK], "bureau", YEAR)
    assert found == counted(written, {"bureau", "bureau-county"})
    below = year_report.of_year(gateway.runtime, office.by[CLERK], "bureau-county", YEAR)
    assert below.kinds == counted(written, {"bureau-county"}).kinds


def issued(gateway: Gateway, office: Office, **typed: str) -> year_reports.YearReport:
    addressed = {"addressee": "县委、县政府", **ADOPTED, **typed}
    return year_report.issue(gateway.runtime, office.by[CLERK], "bureau", YEAR, addressed)


def test_it_is_a_letter_with_number_digest_and_the_same_file_each_time(gateway: Gateway, office: Office) -> None:
    a_year(gateway)
    report = issued(gateway, office)
    text = report.sheet.text
    for words in ("信访情况年度报告", "2025年信访情况", "被采纳", "都在研究", "县委、县政府：", "镇人民政府：", "转送"):
        assert words in text
    assert "年报〔2026〕1号" in report.number and issued(gateway, office).number.endswith("2号")
    file = year_reports.pdf_of(gateway.runtime, report)
    assert file == year_reports.pdf_of(gateway.runtime, report)
    assert inspect(file, [gateway.runtime.keys.signing.public]).verdict is Verdict.GENUINE
    with gateway.runtime.reading() as db:
        assert sum(report.digest in line for line in db.execute(select(journal.c.line)).scalars()) == 1


def test_what_became_of_the_suggestions_is_said_or_it_is_no_report(gateway: Gateway, office: Office) -> None:
    with pytest.raises(LetterStopped) as stopped:
        issued(gateway, office, adopted="")
    assert [(each.field, each.article) for each in stopped.value.faults] == [("adopted", "41(3)")]
    with pytest.raises(LetterStopped, match="passed_on"):
        issued(gateway, office, passed_on="转送9999件")


def test_small_numbers_of_cases_are_not_told(gateway: Gateway, office: Office) -> None:
    written = a_year(gateway, size=24)
    text = issued(gateway, office).sheet.text
    kinds = counted(written, {"bureau", "bureau-county"}).kinds
    assert any(0 < n < FEWEST for n in kinds.values()) and "少于5件" in text
    for n in range(1, FEWEST):
        assert f"意见{n}件" not in text and f"控告{n}件" not in text and f"：{n}件" not in text


@given(some.dictionaries(some.sampled_from("abcdef"), some.integers(0, 30), max_size=6))
def test_no_small_cell_can_be_reckoned_from_the_sum(cells: dict[str, int]) -> None:
    told = without_small(cells)
    hidden = {name: cells[name] for name, n in told.items() if n is None}
    assert all(n == cells[name] and not 0 < n < FEWEST for name, n in told.items() if n is not None)
    assert len(hidden) != 1 or not any(told.values()), "one alone is the sum without the others"


def test_others_get_none_and_a_year_has_to_be_over(gateway: Gateway, office: Office) -> None:
    runtime, clerk = gateway.runtime, office.by[CLERK]
    for who, organ in ((office.by[HANDLER], "bureau"), (clerk, "town"), (clerk, "nothing")):
        with pytest.raises(Refused) as refused:
            year_report.of_year(runtime, who, organ, YEAR)
        assert refused.value.status_code == 404
    plain = officers.add(runtime, Officer("plain", "某人", "bureau", frozenset({Role.REGISTER})), by="test")
    for who, year, status in ((plain, YEAR, 404), (clerk, 2026, 422)):
        with pytest.raises(Refused) as refused:
            year_report.of_year(runtime, who, "bureau", year)
        assert refused.value.status_code == status


@needs_poppler
def test_by_command(gateway: Gateway, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_year(gateway, size=40)
    words = ["report", "year", "2025-12-31", "--by", CLERK, "--out", str(tmp_path / "out")]
    assert json.loads(ask(gateway.data, *words))["files"] == ["report.json"], "nothing was issued yet"
    typed = ["--set", "adopted=都在研究。", "--set", "addressee=县委、县政府"]
    told = json.loads(ask(gateway.data, *words, *typed))
    assert told["number"] and told["files"] == ["report.pdf", "report.json"]
    file = (tmp_path / "out" / "report.pdf").read_bytes()
    assert json.loads(ask(gateway.data, *words))["number"] == told["number"]
    assert (tmp_path / "out" / "report.pdf").read_bytes() == file
    figures = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert sum(figures["kinds"].values()) > 0 and figures["year"] == YEAR
    assert main([*words, "--set", "further=x", "--data", str(gateway.data)]) == 1
    assert "41" in capsys.readouterr().out
