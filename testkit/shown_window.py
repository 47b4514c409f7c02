"""What a person sees of a window under test."""

from PySide6.QtWidgets import QLabel

from testkit.hands import button
from ui.base.overlay import Overlay
from ui.shell.shell import Shell


class ShownWindow:
    shell: Shell

    @property
    def page(self) -> str:
        return self.shell.page.name if self.shell.page else ""

    @property
    def overlay(self) -> Overlay | None:
        return next((each for each in self.shell.findChildren(Overlay) if each.isVisible()), None)

    @property
    def texts(self) -> list[str]:
        """Returns the texts of all visible labels."""
        return [label.text() for label in self.shell.findChildren(QLabel) if label.isVisible()]

    def enabled(self, name: str) -> bool:
        """Returns whether a button of this name is visible and can be pressed."""
        found = button(self.shell, name)
        return found is not None and found.isEnabled()
