"""Shows every page of a window in turn, with an invented petition on it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.draft import Draft
from training.touch_driver import TouchDriver
from ui.shell.shell import Shell

FRESH = {"identify", "tell", "ask", "contact"}
"""Pages shown both empty, as a person first meets them, and filled."""


def tour(shell: Shell, filled: Draft) -> Iterator[str]:
    """Yields the name of each page while it is on screen."""
    driver = TouchDriver(shell)
    for page in shell.flow.steps:
        if page in FRESH:
            shell.show_page(page, type(filled)())
            driver.rest(400)
            yield f"{page}-empty"
        shell.show_page(page, replace(filled))
        driver.rest(400 if page in FRESH | {"papers"} else 60)
        yield page


def save_pages(shell: Shell, filled: Draft, folder: Path) -> None:
    """Saves a picture of each page in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in tour(shell, filled):
        shell.grab().save(str(folder / f"{name}.png"))
