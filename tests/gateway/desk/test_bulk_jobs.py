"""One step for many cases: in pieces, on a page that goes on by itself, and that may be closed and opened again."""

import re

import pytest
import requests
from playwright.sync_api import Browser

from core.cases.actions import Action
from gateway.cases import case_file
from gateway.casework import bulk_jobs
from gateway.casework.bulk_jobs import LEASE, PIECE
from testkit.browser import serious_faults, visitor
from testkit.desk import Desk, main_text, signed_in
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, Office
from testkit.terminal import Terminal
from tests.gateway.desk.test_case_page import case_number

GIVEN = {"unit": "town", "way": "6", "note": "请办理"}


def begun(clerk: Desk, numbers: list[str]) -> requests.Response:
    """Sends the form; returns the page of the job, after its first piece."""
    return clerk.post("/desk/bulk/forward", case=[f"{each}|1" for each in numbers], **GIVEN)


def states(gateway: Gateway, office: Office, numbers: list[str]) -> set[str]:
    return {case_file.opened(gateway.runtime, office.by[CLERK], each).case.state.value for each in numbers}


def test_many_are_done_piece_by_piece(gateway: Gateway, terminal: Terminal, office: Office, clerk: Desk) -> None:
    several = [case_number(terminal) for _ in range(2 * PIECE + 3)]
    page = begun(clerk, several)
    assert page.headers["refresh"] == "1"
    assert f"已经轮到 {PIECE} 件，共 {len(several)} 件" in main_text(page.text)
    assert states(gateway, office, several[PIECE:]) == {"registered"}
    path = page.url.removeprefix(gateway.url)
    assert f"共 {len(several)} 件" in main_text(clerk.get(path))
    last = clerk.browser.get(page.url, timeout=30)
    assert "refresh" not in last.headers
    assert f"办好 {len(several)} 件" in main_text(last.text)
    assert states(gateway, office, several) == {"forwarded"}
    assert main_text(clerk.get(path)) == main_text(last.text), "nothing is done twice"


def test_a_page_that_was_closed_is_found_again(gateway: Gateway, terminal: Terminal, clerk: Desk) -> None:
    several = [case_number(terminal) for _ in range(PIECE + 2)]
    begun(clerk, several)
    inbox = clerk.get("/desk")
    assert "成批办理还有 2 件没有轮到" in main_text(inbox)
    path = re.search(r'href="(/desk/bulk/jobs/\d+)"', inbox)
    assert path
    assert f"办好 {PIECE + 2} 件" in main_text(clerk.get(path[1]))
    assert "没有轮到" not in main_text(clerk.get("/desk"))


def test_each_case_that_was_not_done_has_its_reason(
    gateway: Gateway, terminal: Terminal, office: Office, clerk: Desk
) -> None:
    fine, changed = case_number(terminal), case_number(terminal)
    office.act(CLERK, changed, "classify", kind="request", way="1")
    told = main_text(begun(clerk, [fine, changed, "XF2026-99999999"]).text)
    assert "办好 1 件" in told and "有 2 件没有办，其余不受影响" in told
    assert f"{changed} 别人刚刚办过" in told
    assert "XF2026-99999999 没有找到，或者不归您的机构办理" in told


def test_what_somebody_died_over_is_done_once(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    """Before the act, between classifying and forwarding, and after both."""
    runtime, officer = gateway.runtime, office.by[CLERK]
    several = [case_number(terminal) for _ in range(3)]
    job = bulk_jobs.begin(runtime, officer, Action.FORWARD, GIVEN, dict.fromkeys(several, 1))
    for _each in several:
        assert bulk_jobs._claimed(runtime, job)
    for each in several[1:]:
        office.act(CLERK, each, "classify", kind="request", way="6")
    office.act(CLERK, several[2], "forward", unit="town")
    bulk_jobs.go_on(runtime, officer, job)
    assert bulk_jobs.of_officer(runtime, officer, job).left == 3, "they are another's until the lease ends"
    gateway.clock.turn(seconds=LEASE.total_seconds() + 1)
    bulk_jobs.go_on(runtime, officer, job)
    found = bulk_jobs.of_officer(runtime, officer, job)
    assert (len(found.done), found.refused, found.left) == (3, [], 0)
    for each in several:
        actions = [event.action for event in case_file.opened(runtime, officer, each).events]
        assert actions == ["register", "classify", "forward"]


def test_the_rest_is_left_undone_when_it_is_stopped(
    gateway: Gateway, terminal: Terminal, office: Office, clerk: Desk
) -> None:
    several = [case_number(terminal) for _ in range(PIECE + 1)]
    page = begun(clerk, several)
    told = main_text(clerk.post(page.url.removeprefix(gateway.url) + "/stop").text)
    assert f"办好 {PIECE} 件" in told and f"{several[-1]} 没有轮到：您停下了" in told
    assert states(gateway, office, several[-1:]) == {"registered"}


def test_anothers_job_is_not_there(gateway: Gateway, terminal: Terminal, clerk: Desk, handler: Desk) -> None:
    page = begun(clerk, [case_number(terminal)])
    path = page.url.removeprefix(gateway.url)
    handler.get(path, 404)
    assert handler.post(f"{path}/stop").status_code == 404
    handler.get("/desk/bulk/jobs/99", 404)
    assert clerk.post("/desk/bulk/forward", case=[f"XF{n}|1" for n in range(501)], **GIVEN).status_code == 413


def test_all_that_a_filter_finds_are_chosen_at_once(gateway: Gateway, terminal: Terminal, clerk: Desk) -> None:
    several = [case_number(terminal) for _ in range(52)]
    form = clerk.post("/desk/bulk?order=number", do="forward-all").text
    assert re.findall(r'name="case" value="([^|"]+)', form) == several
    assert "forward-all" in clerk.get("/desk")
    assert "forward-all" not in clerk.get("/desk?kind=suggestion"), "one page has all"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_page_goes_on_by_itself(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser, script: bool
) -> None:
    several = [case_number(terminal) for _ in range(PIECE + 5)]
    job = bulk_jobs.begin(gateway.runtime, office.by[CLERK], Action.FORWARD, GIVEN, dict.fromkeys(several, 1))
    with visitor(browser, gateway.url, script=script) as page:
        signed_in(page, gateway, CLERK)
        page.goto(f"/desk/bulk/jobs/{job}")
        page.get_by_text(f"办好 {PIECE + 5} 件").wait_for()
        assert serious_faults(page, script=script) == []
    assert states(gateway, office, several) == {"forwarded"}
