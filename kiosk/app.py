"""The kiosk's window, put together."""

from core.settings import Settings
from kiosk.flow import RESIDENT
from kiosk.pages.welcome import WelcomePage
from sync.terminal import Terminal
from ui.base.page import Page
from ui.base.station import Station
from ui.pages.shared import SHARED
from ui.shell.shell import Shell
from ui.shell.window import application
from ui.startup.bootstrap import Hardware, build_station, warm_up
from ui.startup.first_paint import FirstPaint

PAGES: dict[str, type[Page]] = {**SHARED, WelcomePage.name: WelcomePage}


def kiosk(settings: Settings, terminal: Terminal, parts: Hardware) -> Shell:
    """The window with its flow; the engines begin to load behind its first page."""
    application()
    return window(build_station(settings, terminal, parts))


def window(here: Station) -> Shell:
    """The same, on a station already put together."""
    application().installEventFilter(here.presence)
    shell = Shell(here, RESIDENT, PAGES)
    FirstPaint(shell, lambda: warm_up(here))
    return shell
