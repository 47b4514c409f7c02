"""The desk in a real browser: keys in a list, more rows, no page with a serious fault; on paper. The whole way of a
case by keys is `test_whole_way_by_keys`."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from core.cases.state import CaseState
from core.petition import Purpose
from gateway.desk.route import DeskRoute
from gateway.desk.routers import ROUTERS
from testkit.browser import serious_faults, tab_to, visitor
from testkit.desk import Desk, signed_in
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, Office
from testkit.terminal import Terminal
from tests.gateway.desk.test_case_page import case_number

PAGES = (
    *("/desk", "/desk?box=late", "/desk/today", "/desk/search?state=registered", "/desk/shortlist", "/desk/watch"),
    *("/desk/notices?state=all", "/desk/terminals", "/desk/bulletin", "/desk/organs?organ=bureau", "/desk/account"),
    *("/desk/keys", "/desk/nothing", "/desk/data-requests", "/desk/texts", "/desk/texts/1", "/desk/bulletin/offices"),
    *("/desk/invitation?code=none", "/desk/sign-in?next=/desk/today"),
)
NO_PAGE = frozenset(
    {
        *("/desk/healthz", "/desk/assets/{name}", "/desk/print/{number}.css", "/desk/cases/{number}/files/{n}"),
        *("/desk/cases/{number}/brought/{version}/{n}", "/desk/cases/{number}/added/{version}/{n}"),
        "/desk/cases/{number}/letters/{document}",
    }
)
"""What is asked for with GET and is no page."""
ELSEWHERE = frozenset({"/desk/bulk/jobs/{number}"})
"""Pages that axe looks at in another test."""
either_way = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_no_page_has_a_serious_fault(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser, language: str
) -> None:
    numbers = [case_number(terminal) for _ in range(3)]
    case_number(terminal, Purpose.ACCUSATION)
    office.lead(numbers[0], CaseState.ACCEPTED)
    office.lead(numbers[1], CaseState.DELIVERED)
    acts = [
        f"/desk/cases/{number}/acts/{act}" for number, act in zip(numbers, ("hear", "visit", "classify"), strict=True)
    ]
    its = f"/desk/terminals/{terminal.id}"
    others = [f"/desk/cases/{numbers[0]}/letters/new/signpost", f"{its}/revoke", f"{its}/agents"]
    Desk(gateway, CLERK).post("/desk/texts", use="reply", title="属实", words="经核查，反映的情况属实。", whose="own")
    with visitor(browser, gateway.url, language=language) as page:
        page.goto("/desk/sign-in")
        faults = {"/desk/sign-in": serious_faults(page)}
        signed_in(page, gateway, CLERK)
        for path in (*PAGES, *(f"/desk/cases/{number}" for number in numbers), *acts, *others):
            page.goto(path)
            faults[path] = serious_faults(page)
        assert page.get_attribute("html", "lang") == language
    assert {path: found for path, found in faults.items() if found} == {}
    assert _never_opened(faults) == set()


def _never_opened(paths: Iterable[str]) -> set[str]:
    """Returns the pages of the desk that none of the paths leads to."""
    served = [each for router in ROUTERS for each in router.routes if isinstance(each, DeskRoute)]
    pages = [each for each in served if "GET" in (each.methods or ()) and each.path not in NO_PAGE | ELSEWHERE]
    opened = {each.path for path in paths for each in _leading_to(path.partition("?")[0], pages)}
    return {each.path for each in pages} - opened


def _leading_to(path: str, pages: list[DeskRoute]) -> list[DeskRoute]:
    return [each for each in pages if each.path_regex.match(path)][:1]


def test_arrows_and_space_work_in_a_list(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser
) -> None:
    one, two = case_number(terminal), case_number(terminal)
    with visitor(browser, gateway.url) as page:
        signed_in(page, gateway, CLERK)
        page.goto("/desk")
        tab_to(page, one)
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.innerText") == two
        page.keyboard.press(" ")
        assert page.inner_text("[data-count]") == "1"
        assert page.is_checked(f"input[value^='{two}']")


def test_the_number_box_is_three_tabs_away_on_every_page(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser
) -> None:
    """It has an access key as well; a browser without a screen heeds none."""
    number = case_number(terminal)
    with visitor(browser, gateway.url) as page:
        signed_in(page, gateway, CLERK)
        page.goto("/desk/keys")
        tab_to(page, "编号", most=3)
        assert page.evaluate("document.activeElement.accessKey") == "s"
        page.keyboard.insert_text(number)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/cases/{number}")


def test_a_case_and_a_list_on_paper(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser, tmp_path: Path
) -> None:
    number = case_number(terminal)
    with visitor(browser, gateway.url) as page:
        signed_in(page, gateway, CLERK)
        page.goto(f"/desk/cases/{number}")
        page.emulate_media(media="print")
        assert not page.is_visible("nav.places") and not page.is_visible(".next")
        assert page.is_visible(".words") and "某人" in page.inner_text(".printed")
        page.pdf(path=tmp_path / "case.pdf", prefer_css_page_size=True)
    pages = PdfReader(tmp_path / "case.pdf").pages
    for n, each in enumerate(pages, 1):
        words = each.extract_text()
        assert number in words and f"{n} / {len(pages)}" in words, "each sheet has the number of the case and its own"


def test_nothing_is_asked_for_from_elsewhere_and_no_rule_of_the_page_is_broken(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser
) -> None:
    number, asked, said = case_number(terminal), set(), []
    with visitor(browser, gateway.url) as page:
        page.on("request", lambda request: asked.add(request.url))
        page.on("console", lambda message: said.append(message.text))
        signed_in(page, gateway, CLERK)
        for path in ("/desk", f"/desk/cases/{number}", "/desk/keys"):
            page.goto(path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(gateway.url)] == []
    assert said == []


@either_way
def test_more_rows_come_below_and_no_tick_is_lost(
    gateway: Gateway, terminal: Terminal, office: Office, browser: Browser, script: bool
) -> None:
    for _ in range(52):
        case_number(terminal)
    with visitor(browser, gateway.url, script=script) as page:
        signed_in(page, gateway, CLERK)
        page.goto("/desk")
        page.locator("tbody input[type=checkbox]").first.check()
        page.get_by_role("link", name="下一页").click()
        page.get_by_role("link", name="下一页").wait_for(state="detached")
        assert page.locator("tbody tr").count() == (52 if script else 2)
        assert page.locator("tbody input:checked").count() == (1 if script else 0)
