"""The desk by keys alone: what is reached by the tab key, pressed by Enter, written, chosen in a list."""

import pytest
from playwright.sync_api import Page

from testkit.browser import tab_to

MOST_OPTIONS = 60


def open_row(page: Page, number: str) -> None:
    """Opens a case from the inbox."""
    page.goto("/desk")
    tab_to(page, number)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{number}")


def press(page: Page, name: str) -> None:
    """Goes to a link or button by the tab key and presses Enter; the page that answers is there."""
    tab_to(page, name, among="a, button, summary")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.insert_text(text)


def choose(page: Page, label: str, option: str) -> None:
    """Chooses in a list by the arrow keys. Fails when no option has that text."""
    tab_to(page, label)
    for _ in range(MOST_OPTIONS):
        chosen = page.evaluate("document.activeElement.selectedOptions[0].text")
        if option in chosen:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{label} has no {option}")
