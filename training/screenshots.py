"""Pictures of the window, numbered in the order they were taken, and how long each page took."""

from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QWidget


class Screenshots:
    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window, self._folder = window, folder
        self._taken = 0
        self._since = monotonic()
        self.steps: list[dict[str, object]] = []

    def picture(self, name: str) -> Path:
        self._taken += 1
        path = self._folder / f"{self._taken:02d}-{name}.png"
        self._window.grab().save(str(path))
        return path

    def turn(self, page: str) -> None:
        """Saves a picture of a page that is done, and the seconds it took."""
        self.picture(page)
        self.steps.append({"page": page, "seconds": round(monotonic() - self._since, 2)})
        self._since = monotonic()
