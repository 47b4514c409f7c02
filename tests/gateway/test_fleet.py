"""What terminals tell of themselves, and how they are, the silent ones first."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from core.wire import TerminalReport
from gateway.auth import enrolment
from gateway.fleet import reports
from gateway.fleet.reports import Health
from gateway.runtime.settings import FleetSettings
from testkit.gateway_in_process import Gateway, ask
from testkit.terminal import Terminal, refusal

WRONG_CHECKS: list[dict[str, object]] = [
    {"checks": {"disk": "王小满"}},
    {"checks": {"王小满": "ok"}},
    {"checks": {f"c{'x' * n}": "ok" for n in range(29)} | {f"d{'x' * n}": "ok" for n in range(29)}},
]


def told(terminal: Terminal, **changed: object) -> None:
    body = {"version": "1.2.0", "queue": 0, "quarantined": 0, "oldest": None, **changed}
    answer = terminal.call("POST", "/v1/report", body)
    assert answer.status_code == 204, answer.text


def health(gateway: Gateway, terminal: Terminal) -> Health:
    return next(each.health for each in reports.listed(gateway.runtime) if each.terminal == terminal.id)


def test_a_terminal_that_tells_is_well(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, queue=2, oldest=gateway.clock().isoformat())
    (line,) = reports.listed(gateway.runtime)
    assert (line.name, line.version, line.queue, line.health) == ("大厅一号", "1.2.0", 2, Health.OK)
    assert line.last_heard == line.oldest == gateway.clock()


def test_what_it_tells_later_counts(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, queue=2)
    told(terminal, queue=0, version="1.3.0")
    (line,) = reports.listed(gateway.runtime)
    assert (line.queue, line.version) == (0, "1.3.0")


def test_one_that_is_not_heard_for_a_day_is_silent(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal)
    gateway.clock.turn(hours=24)
    assert health(gateway, terminal) is Health.OK
    gateway.clock.turn(seconds=1)
    assert health(gateway, terminal) is Health.SILENT


def test_how_long_is_silent_is_the_provinces_own(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, queue=1, oldest=gateway.clock().isoformat())
    gateway.clock.turn(hours=60)
    assert health(gateway, terminal) is Health.SILENT
    patient = replace(gateway.runtime, fleet=FleetSettings(silent_hours=72, stuck_hours=72))
    assert [each.health for each in reports.listed(patient)] == [Health.OK]


def test_one_that_is_heard_and_does_not_get_rid_of_its_items_is_stuck(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, queue=1, oldest=(gateway.clock() - timedelta(hours=25)).isoformat())
    assert health(gateway, terminal) is Health.STUCK


def test_an_older_terminal_is_heard_by_its_other_calls(gateway: Gateway, terminal: Terminal) -> None:
    terminal.call("GET", "/v1/bulletin")
    (line,) = reports.listed(gateway.runtime)
    assert (line.last_heard, line.version, line.queue, line.health) == (gateway.clock(), None, None, Health.OK)


def test_a_machine_whose_own_checks_fail_is_faulty_and_a_warning_is_not(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, checks={"disk": "warn", "clock": "ok"})
    assert health(gateway, terminal) is Health.OK
    told(terminal, checks={"disk": "fail", "clock": "ok"})
    assert health(gateway, terminal) is Health.FAULTY
    (line,) = reports.listed(gateway.runtime)
    assert (line.failing, line.checks["clock"]) == (["disk"], "ok")
    assert json.loads(ask(gateway.data, "fleet", "--json"))["checks"] == {"disk": "fail", "clock": "ok"}


def test_a_terminal_of_a_version_before_tells_no_checks(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal)
    (line,) = reports.listed(gateway.runtime)
    assert (line.checks, line.health) == ({}, Health.OK)


def test_those_in_need_come_first(gateway: Gateway) -> None:
    silent, ill, well, gone, never = (Terminal.enrolled(gateway) for _ in range(5))
    told(silent)
    gateway.clock.turn(days=2)
    told(ill, quarantined=1)
    told(well)
    told(gone)
    enrolment.revoke(gateway.runtime, gone.id)
    assert [each.terminal for each in reports.listed(gateway.runtime)] == [
        each.id for each in (silent, never, ill, well, gone)
    ]


def test_the_command_says_the_same(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, queue=3)
    line = json.loads(ask(gateway.data, "fleet", "--json"))
    assert {"terminal", "name", "site", "version", "last_heard", "queue", "oldest", "health"} <= line.keys()
    assert (line["terminal"], line["queue"], line["version"]) == (terminal.id, 3, "1.2.0")


@pytest.mark.parametrize(
    "changed",
    [{"queue": -1}, {"version": "<b>"}, {"version": "1" * 41}, {"oldest": "soon"}, {"name": "王小满"}, *WRONG_CHECKS],
)
def test_a_report_that_is_none_is_refused(terminal: Terminal, changed: dict[str, object]) -> None:
    body = {"version": "1", "queue": 0, "quarantined": 0, **changed}
    assert refusal(terminal.call("POST", "/v1/report", body))[0] == 422


def test_a_report_holds_figures_alone() -> None:
    assert set(TerminalReport.model_fields) == {"version", "queue", "quarantined", "oldest", "checks"}
