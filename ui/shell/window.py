"""The window itself: the panel's size on a terminal, scaled to fit on a desk."""

import os
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from core.language import _
from core.resources import resource
from core.settings import Screen

DESK_SHARE = 0.92


@runtime_checkable
class OpensItself(Protocol):
    """A window that people may resize."""

    def open_at(self, screen: Screen) -> None:
        """Shows the window; `screen` is the size it has when nobody has changed it."""


def fitted(wanted: Screen) -> Screen:
    """Returns the panel `wanted` (in physical pixels) in Qt's logical pixels, which are larger under a desktop's
    display scaling. On another screen it becomes a window in Qt's pixels, made smaller where there is too little
    room."""
    glass = QGuiApplication.primaryScreen()
    if QGuiApplication.platformName() == "offscreen":
        return wanted
    if _fills(glass, wanted):
        return _sized(wanted, glass.size().width(), glass.size().height())
    room = glass.availableGeometry()
    scale = min(1.0, room.width() / wanted.width, room.height() / wanted.height)
    if scale < 1.0:
        scale *= DESK_SHARE
    return _sized(wanted, int(wanted.width * scale), int(wanted.height * scale))


def _fills(glass: QScreen, wanted: Screen) -> bool:
    """Returns whether the panel fills the screen, by physical pixels; Qt's are whole numbers, so one may be missing."""
    ratio, size = glass.devicePixelRatio(), glass.size()
    across, down = abs(size.width() * ratio - wanted.width), abs(size.height() * ratio - wanted.height)
    return across < ratio and down < ratio


def _sized(wanted: Screen, width: int, height: int) -> Screen:
    return wanted.model_copy(update={"width": width, "height": height})


def show(window: QWidget, screen: Screen) -> None:
    """Shows the window: full screen where the panel, as `fitted`, is the screen. A window that people may resize opens
    as it says itself (`open_at`)."""
    if isinstance(window, OpensItself):
        window.open_at(screen)
        return
    window.setFixedSize(screen.width, screen.height)
    size = QGuiApplication.primaryScreen().size()
    if (size.width(), size.height()) == (screen.width, screen.height):
        window.showFullScreen()
    else:
        window.show()


def application() -> QApplication:
    """Returns the application. Without a display it draws in memory, on a screen as large as the window, because Qt
    finds no widget outside its screen."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={resource('theme', 'offscreen.json')}"
    app = QApplication([])
    app.setApplicationDisplayName(_("阳光窗口"))
    return app
