"""What a terminal tells the platform of itself, now and then."""

from datetime import UTC, datetime, timedelta

import pytest

from core.problems import NotFound, PlatformRefused, PlatformUnreachable
from core.wire import CheckState, TerminalReport
from gateway.fleet import reports
from gateway.fleet.reports import FleetLine
from gateway.runtime import Runtime
from sync.heartbeat import EVERY, UNKNOWN_THERE, Heartbeat, version
from sync.terminal import Terminal
from testkit.filings import a_filing


def now() -> datetime:
    return datetime.now(UTC)


def heartbeat(opened: Terminal) -> Heartbeat:
    return Heartbeat(opened.identities, opened.platform, opened.outbox)


def line_of(opened: Terminal, runtime: Runtime) -> FleetLine:
    own = opened.identities.current().terminal
    return next(each for each in reports.listed(runtime) if each.terminal == own)


def test_what_waits_is_told_with_the_regular_pass(opened: Terminal, runtime: Runtime) -> None:
    filing = a_filing()
    opened.submissions.accept(filing)
    opened.engine.run_periodic_tasks(now())
    line = line_of(opened, runtime)
    assert (line.queue, line.quarantined, line.version) == (1, 0, version())
    assert line.oldest == filing.petition.created


def test_nothing_waits_once_it_has_arrived(opened: Terminal, runtime: Runtime) -> None:
    opened.submissions.accept(a_filing())
    opened.engine.run_once()
    heartbeat(opened).when_due(now())
    line = line_of(opened, runtime)
    assert (line.queue, line.oldest) == (0, None)


def test_the_states_of_the_machines_checks_are_told_and_a_bug_in_them_hides_nothing(
    opened: Terminal, runtime: Runtime
) -> None:
    def broken() -> dict[str, CheckState]:
        raise ZeroDivisionError

    beat = heartbeat(opened)
    assert beat.report().checks == {}
    beat.checks = lambda: {"disk": "fail", "clock": "ok"}
    beat.when_due(now())
    line = line_of(opened, runtime)
    assert (line.failing, line.queue) == (["disk"], 0)
    beat.checks = broken
    assert beat.report().checks == {}


def test_it_is_told_now_and_then(opened: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[TerminalReport] = []
    monkeypatch.setattr(opened.platform, "report", told.append)
    beat, start = heartbeat(opened), now()
    for later in (timedelta(), EVERY / 2, EVERY, EVERY * 2):
        beat.when_due(start + later)
    assert len(told) == 3


def test_a_platform_that_does_not_know_it_is_left_alone_and_one_out_of_reach_is_tried_again(
    opened: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for problem, after in ((NotFound(""), UNKNOWN_THERE), (PlatformUnreachable(""), EVERY)):
        asked: list[TerminalReport] = []

        def report(said: TerminalReport, asked: list[TerminalReport] = asked, problem: Exception = problem) -> None:
            asked.append(said)
            raise problem

        monkeypatch.setattr(opened.platform, "report", report)
        beat, start = heartbeat(opened), now()
        for later in (timedelta(), after - timedelta(seconds=1), after + timedelta(seconds=1)):
            beat.when_due(start + later)
        assert len(asked) == 2


def test_a_platform_of_before_that_knows_no_checks_hears_the_rest(
    opened: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[TerminalReport] = []

    def report(said: TerminalReport) -> None:
        if said.checks:
            raise PlatformRefused("422 garbled")
        heard.append(said)

    monkeypatch.setattr(opened.platform, "report", report)
    beat = heartbeat(opened)
    beat.checks = lambda: {"disk": "ok"}
    beat.when_due(now())
    assert [each.version for each in heard] == [version()]
