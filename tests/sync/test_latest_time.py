"""A clock that was turned back makes no old letter of authority good again."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.latest_time import LatestTime
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from tests.sync.conftest import Sync

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
A_YEAR = timedelta(days=365)
LETTER: dict[str, Any] = {
    "matter": "井水发黑",
    "powers": ["file", "query"],
    "starts": "2000-01-01",
    "ends": "2001-01-01",
    "letter": "letter.pdf",
}
AGENT = {"person": {"name": "乙某", "phone": "13000000001"}, "agent_class": "grid_worker", "organisation": "龙泉村"}


@pytest.fixture
def latest(enrolled: Terminal) -> LatestTime:
    return LatestTime(enrolled.store)


def test_the_latest_time_counts_whatever_the_clock_says_since(latest: LatestTime) -> None:
    assert latest.at_least(NOW) == NOW
    assert latest.at_least(NOW - A_YEAR) == NOW
    assert latest.at_least(NOW + timedelta(days=1)) == NOW + timedelta(days=1)


def test_the_platforms_time_counts_too(enrolled: Terminal, latest: LatestTime) -> None:
    enrolled.store.keep("heard", NOW.isoformat())
    assert latest.at_least(NOW - A_YEAR) == NOW


def test_a_clock_that_ran_ahead_is_corrected_by_the_platform(enrolled: Terminal, latest: LatestTime) -> None:
    latest.at_least(NOW + 70 * A_YEAR)
    assert latest.at_least(NOW) == NOW + 70 * A_YEAR
    enrolled.store.keep("heard", NOW.isoformat())
    assert latest.at_least(NOW + timedelta(hours=1)) == NOW + timedelta(hours=1)


def test_weeks_without_a_network_are_no_clock_that_ran_ahead(enrolled: Terminal, latest: LatestTime) -> None:
    enrolled.store.keep("heard", NOW.isoformat())
    assert latest.at_least(NOW + timedelta(days=30)) == NOW + timedelta(days=30)
    assert latest.at_least(NOW) == NOW + timedelta(days=30)


def test_it_is_noted_while_the_terminal_runs(enrolled: Terminal, latest: LatestTime) -> None:
    enrolled.engine.run_periodic_tasks(NOW)
    assert latest.at_least(NOW - A_YEAR) >= NOW


def folder(at: Path, **changes: Any) -> str:
    """Writes a petition that an agent files, with its letter."""
    at.mkdir()
    authority = LETTER | {"starts": "2026-01-01", "ends": "2030-01-01"} | changes.pop("authority", {})
    petition = {
        "matter": {
            "purpose": "request",
            "category": "水利",
            "place": {"code": "331181", "name": "龙泉市"},
            "narrative": "井水发黑三个月了。",
        },
        "petitioner": {"name": "甲某", "phone": "13000000000"},
        "attachments": [{"name": "letter.pdf", "role": "authority"}],
        "agent": AGENT,
        "authority": {name: value for name, value in authority.items() if value is not None},
    }
    whole = {name: value for name, value in {**petition, **changes}.items() if value is not None}
    (at / "petition.json").write_text(json.dumps(whole), "utf-8")
    (at / "letter.pdf").write_bytes(b"%PDF-1.4 signed")
    return str(at)


SELF = {"person": {"name": "甲某", "phone": "13000000000"}, "agent_class": "near_relative"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"authority": {"starts": "2000-01-01", "ends": "2001-01-01"}}, "authority-expired"),
        ({"authority": {"starts": "2999-01-01", "ends": "2999-02-01"}}, "authority-not-begun"),
        ({"authority": {"powers": ["query"]}}, "authority-scope"),
        ({"authority": {"powers": []}}, "authority-incomplete"),
        ({"authority": {"powers": None}}, "authority-incomplete"),
        ({"authority": {"ends": None}}, "authority-incomplete"),
        ({"authority": {"ends": "0000-99-99"}}, "authority-incomplete"),
        ({"authority": {"letter": "nowhere.pdf"}}, "authority-incomplete"),
        ({"attachments": []}, "authority-incomplete"),
        ({"authority": {}, "agent": None}, "authority-incomplete"),
        ({"agent": SELF}, "authority-self"),
    ],
)
def test_what_an_agent_may_not_file_is_refused_with_the_contracts_code(
    sync: Sync, tmp_path: Path, platform: FaultyPlatform, changes: dict[str, Any], code: str
) -> None:
    sync("enrol", platform.url, CODE)
    exit_code, said = sync("file", folder(tmp_path / "papers", **changes))
    assert (exit_code, said["error"]["code"]) == (1, code)
    assert "《民法典》" in said["error"]["article"] and said["error"]["message"]
    assert sync("status", "--json")[1]["items"] == []


def test_what_an_agent_may_file_is_accepted(sync: Sync, tmp_path: Path, platform: FaultyPlatform) -> None:
    sync("enrol", platform.url, CODE)
    assert sync("file", folder(tmp_path / "papers"))[0] == 0


def test_a_later_time_heard_before_counts_for_what_is_filed_now(
    sync: Sync, home: Path, tmp_path: Path, platform: FaultyPlatform
) -> None:
    """As if the clock had been set back a year since."""
    sync("enrol", platform.url, CODE)
    with terminal(home) as opened:
        opened.latest_time.at_least(datetime.now(UTC) + A_YEAR)
    ends = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    exit_code, said = sync("file", folder(tmp_path / "papers", authority={"ends": ends}))
    assert (exit_code, said["error"]["code"]) == (1, "authority-expired")


def test_what_the_platform_refuses_is_set_aside_with_a_clear_sentence(
    sync: Sync, home: Path, tmp_path: Path, platform: FaultyPlatform
) -> None:
    sync("enrol", platform.url, CODE)
    _, slip = sync("file", folder(tmp_path / "papers"))
    platform.refuses_with = "authority-expired"
    platform.mishaps = ["refuse"]
    assert sync("run", "--once")[0] == 2
    with terminal(home) as opened:
        (item,) = opened.submissions.items()
    assert item.reason == "P543 authority-expired" and item.quarantined and str(item.item) == slip["item"]
    assert item.why and item.why.key == "problem.P543-expired"
    assert (home / "outbox" / slip["item"] / "text.age").exists()
