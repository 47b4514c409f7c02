"""A petition that is handed in while the practice platform cannot be reached, and is registered later."""

from datetime import datetime

import requests
from pytestqt.qtbot import QtBot

from agency.filings import filing_of
from core.outbox_state import OutboxState
from testkit.filings import a_filing
from training.lessons.course import Course


def test_without_a_network(reached: Course, qtbot: QtBot) -> None:
    here = reached.practice
    terminal, gateway = here.here, here.network.gateway
    assert gateway
    reached.begin("network")
    assert here.network.is_cut and "没有网" in (reached.missing("network") or "")
    filing = a_filing()
    here.work.filings.keep(filing_of(filing.petition))
    terminal.submissions.accept(filing)
    terminal.engine.run_once(datetime.now().astimezone())
    assert "接上网" in (reached.missing("network") or "")
    reached.join()
    assert requests.get(f"{gateway.url}/desk/healthz", timeout=30).ok
    assert "等一等" in (reached.missing("network") or "")
    terminal.engine.run_once()
    assert terminal.outbox.get(filing.petition.item).state is OutboxState.REGISTERED
    assert reached.missing("network") == ""
    late = a_filing()
    reached.begin("network")
    reached.join()
    here.work.filings.keep(filing_of(late.petition))
    terminal.submissions.accept(late)
    assert "有网以后" in (reached.missing("network") or "")


def test_a_window_that_closes_without_it(reached: Course) -> None:
    reached.begin("network")
    begun = reached.progress.begun("network")
    assert begun and begun.joined is None
    reached.begin("consent")
    again = Course(reached.practice)
    begun = again.progress.begun("network")
    assert begun and begun.joined and not reached.practice.network.is_cut


def test_another_window_runs_the_platform(course: Course) -> None:
    course.begin("network")
    assert not course.practice.network.is_cut and "窗口" in (course.missing("network") or "")
