"""A check that hangs is left behind and named; one with a bug is named; the others go on."""

import json
import logging
import threading
from pathlib import Path

import pytest

from core.language import _, catalogue, speaking
from core.problems import DiskFull
from doctor.checks import CHECKS, NAMES, chosen
from doctor.examination import Check, Manner, bounded, examine
from doctor.finding import Finding, State, ok, worst
from doctor.machine import Machine, Wanted

HERE = Machine(Path("/nowhere"))


def test_a_check_that_hangs_is_named_and_the_next_is_made() -> None:
    forever = threading.Event()

    def hangs(_machine: Machine) -> list[Finding]:
        forever.wait()
        return []

    checks = [Check("stuck", hangs, seconds=0.1), Check("well", lambda _machine: ok("well", "好"))]
    found = [each.finding for each in examine(HERE, checks)]
    forever.set()
    assert [(each.check, each.state) for each in found] == [("stuck", State.FAIL), ("well", State.OK)]


def test_while_a_check_hangs_no_second_one_of_it_is_begun() -> None:
    forever, begun = threading.Event(), []

    def hangs(_machine: Machine) -> list[Finding]:
        begun.append(threading.current_thread())
        forever.wait(20)
        return ok("slow", "好")

    check = Check("slow", hangs, seconds=0.05)
    assert [bounded(check, HERE)[0].state for _ in range(3)] == [State.FAIL] * 3
    assert len(begun) == 1
    forever.set()
    begun[0].join(20)
    assert bounded(check, HERE)[0].state is State.OK


def test_a_bug_in_a_check_is_a_finding(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(_machine: Machine) -> list[Finding]:
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        (found,) = bounded(Check("broken", breaks), HERE)
    assert (found.state, "ZeroDivisionError" in found.found) == (State.FAIL, True)


def test_a_problem_that_no_check_expected_is_said_with_its_number() -> None:
    def full(_machine: Machine) -> list[Finding]:
        raise DiskFull

    (found,) = bounded(Check("full", full), HERE)
    assert "P401" in found.found


def test_what_a_technician_waits_for_is_added_to_the_time() -> None:
    assert [each.name for each in CHECKS if each.waits] == ["printer", "card-reader"]
    assert Wanted(card_seconds=20).seconds == 20
    assert Wanted(print_page=True).seconds > 60


def test_a_check_speaks_the_language_of_who_asked() -> None:
    assert catalogue("en_US")
    with speaking("en_US"):
        (found,) = bounded(Check("well", lambda _machine: ok("well", _("都好。"))), HERE)
    assert found.found != "都好。"


def test_names_are_those_of_the_contract_and_once_each() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert not any(each.manner is Manner.DEVICE for each in chosen([], quiet=True))
    assert [each.name for each in chosen(["disk", "camera"])] == ["disk", "camera"]


def test_a_finding_is_a_line_of_the_contract() -> None:
    (found,) = ok("disk", "好")
    assert json.loads(json.dumps(found.as_json())) == {"check": "disk", "state": "ok", "found": "好", "remedy": ""}
    assert worst([found]) is State.OK
    assert worst([found, Finding("a", State.FAIL, "x", "y"), Finding("b", State.WARN, "x", "y")]) is State.FAIL
