"""The window itself: the panel's size on a terminal, scaled to fit on a desk."""

import os

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from core.language import _
from core.resources import resource
from core.settings import Screen

DESK_SHARE = 0.92


def fitted(wanted: Screen) -> Screen:
    """The panel `wanted`, which is counted in the pixels of the glass, in Qt's own pixels: a desktop's display scaling
    makes those larger. On another screen it is a window in Qt's pixels, as the desktop's owner wants them, and the same
    panel smaller where there is too little room."""
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
    """Physical pixels decide; Qt's are whole ones, so up to one of them may be missing."""
    ratio, size = glass.devicePixelRatio(), glass.size()
    across, down = abs(size.width() * ratio - wanted.width), abs(size.height() * ratio - wanted.height)
    return across < ratio and down < ratio


def _sized(wanted: Screen, width: int, height: int) -> Screen:
    return wanted.model_copy(update={"width": width, "height": height})


def show(window: QWidget, screen: Screen) -> None:
    """Full screen where the panel, as `fitted`, is the screen."""
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
    app.setApplicationDisplayName(_("阳光窗口"))
    return app
