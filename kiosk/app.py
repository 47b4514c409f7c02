"""Builds the kiosk's window."""

from core.settings import Settings
from kiosk.flow import RESIDENT
from kiosk.pages.advice import AdvicePage, AdviceRoutesPage
from kiosk.pages.question import QuestionPage
from kiosk.pages.welcome import WelcomePage
from sync.terminal import Terminal
from ui.base.page import Page
from ui.base.station import Station
from ui.pages.shared import SHARED
from ui.pages.urgent import UrgentQuestionPage
from ui.shell.shell import Shell
from ui.shell.window import application
from ui.startup.bootstrap import Hardware, build_station, warm_up
from ui.startup.first_paint import FirstPaint

PAGES: dict[str, type[Page]] = {
    **SHARED,
    **{page.name: page for page in (WelcomePage, QuestionPage, UrgentQuestionPage, AdvicePage, AdviceRoutesPage)},
}


def kiosk(settings: Settings, terminal: Terminal, parts: Hardware) -> Shell:
    """Returns the window on a new Station; the engines load after its first page is painted."""
    application()
    return window(build_station(settings, terminal, parts))


def window(here: Station) -> Shell:
    """Returns the window on an existing Station."""
    application().installEventFilter(here.presence)
    shell = Shell(here, RESIDENT, PAGES)
    FirstPaint(shell, lambda: warm_up(here))
    return shell
