"""The window itself: the panel's size on a terminal, scaled to fit on a desk."""

import os

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from core.resources import resource
from core.settings import Screen

DESK_SHARE = 0.92


def fitted(wanted: Screen) -> Screen:
    """The same panel, smaller, where this screen is too small for it."""
    available = QGuiApplication.primaryScreen().availableGeometry()
    scale = min(1.0, available.width() / wanted.width, available.height() / wanted.height)
    if scale == 1.0 or QGuiApplication.platformName() == "offscreen":
        return wanted
    scale *= DESK_SHARE
    return wanted.model_copy(update={"width": int(wanted.width * scale), "height": int(wanted.height * scale)})


def show(window: QWidget, screen: Screen) -> None:
    """Full screen where the panel is the screen."""
    window.setFixedSize(screen.width, screen.height)
    size = QGuiApplication.primaryScreen().size()
    if (size.width(), size.height()) == (screen.width, screen.height):
        window.showFullScreen()
    else:
        window.show()


def application() -> QApplication:
    """Without a display the window is drawn in memory, on a screen that holds it: elsewhere Qt finds no widget."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={resource('theme', 'offscreen.json')}"
    app = QApplication([])
    app.setApplicationDisplayName("阳光窗口")
    return app
