"""A real browser for the officers' pages: Debian's Chromium, without a screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
MANNER = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
"""Tests run as root, in a container with a small /dev/shm."""
SIZE = (1366, 768)
PATIENCE_MS = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yields the browser; skips the test where it is not installed."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium is installed: sh installers/system_packages.sh test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=MANNER)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visitor(browser: Browser, url: str, *, script: bool = True, language: str = "zh-CN") -> Iterator[Page]:
    """Yields a page of a browser that has never been here, at the gateway `url`. `script`: whether it runs any."""
    context: BrowserContext = browser.new_context(
        base_url=url, java_script_enabled=script, viewport={"width": SIZE[0], "height": SIZE[1]}, locale=language
    )
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context.new_page()
    finally:
        context.close()


def serious_faults(page: Page, *, script: bool = True) -> list[str]:
    """Returns what axe calls serious or critical on the page, with the place of each. `script`: whether the page runs
    any; where it runs none, axe looks at what it shows in another."""
    if not script:
        with _same_shown(page) as other:
            return serious_faults(other)
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]


@contextmanager
def _same_shown(page: Page) -> Iterator[Page]:
    """Yields a page that shows the same and runs scripts, but none of the page's own. In the page itself nothing that
    waits is ever answered."""
    shown, browser = page.content(), page.context.browser
    assert browser
    context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]}, bypass_csp=True)
    context.set_default_timeout(PATIENCE_MS)

    def answer(route: Route) -> None:
        kind = route.request.resource_type
        if kind == "document":
            route.fulfill(body=shown, content_type="text/html; charset=utf-8")
        elif kind == "script":
            route.abort()
        else:
            route.continue_()

    try:
        other = context.new_page()
        other.route("**/*", answer)
        other.goto(page.url)
        yield other
    finally:
        context.close()


FOCUSED = """() => {
    const at = document.activeElement, label = at.labels && at.labels[0] ? at.labels[0].innerText : '';
    return [label, at.getAttribute('aria-label') || '', at.innerText || at.value || ''].join(' ').trim();
}"""


def tab_to(page: Page, name: str, most: int = 200, among: str = "*") -> None:
    """Moves the focus by the tab key alone to what has a name that begins so, and is one of the elements that the
    selector `among` names. Fails when it is not reached."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name) and page.evaluate("s => document.activeElement.matches(s)", among):
            return
    pytest.fail(f"the tab key does not lead to {name}")
