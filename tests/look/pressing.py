"""Presses the buttons of a page without waiting for anything."""

from PySide6.QtWidgets import QAbstractButton

from testkit.kiosk_window import Panel
from tests.look.ruler import settle


def press(panel: Panel, *texts: str) -> None:
    """Presses buttons without waiting for anything."""
    for text in texts:
        settle(panel.shell)
        found = [
            each
            for each in panel.shell.findChildren(QAbstractButton)
            if each.isVisible() and each.accessibleName().startswith(text)
        ]
        found[0].click()
