"""Whoever practises finds an agent and her village."""

from datetime import UTC, date, datetime
from pathlib import Path

from agency import people_list
from agency.agents import Agents
from agency.people import People
from core.authority.letter import Capacity
from core.resources import resource
from proxy_client.example import PASSPHRASE, WORK_NUMBER, agent
from proxy_client.sample_village import settle
from sync.terminal import terminal

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def test_nothing_is_wrong_with_the_list() -> None:
    rows = people_list.check(resource("samples", "village", "people.csv").read_bytes(), date(2026, 12, 1))
    assert [row.faults for row in rows if row.faults] == []


def test_she_signs_in_and_finds_them_once(tmp_path: Path) -> None:
    with terminal(tmp_path, training=True) as here:
        assert WORK_NUMBER in settle(here) == settle(here)
        signed_in = Agents.of(here).sign_in(WORK_NUMBER, PASSPHRASE, NOW)
        served = People(here.store, WORK_NUMBER, signed_in.key).listed()
        assert len(served) == 32
        assert [each.guardian for each in served if each.capacity is not Capacity.FULL] == ["周慧敏"]


def test_agents_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    with terminal(tmp_path, training=True) as here:
        Agents.of(here).add("1", "another passphrase", agent())
        assert settle(here) == ""
        assert list(Agents.of(here).listed()) == ["1"]
