"""Builds the agent's window."""

from agency.agents import Agents
from core.settings import Screen, Settings
from proxy_client.agent_station import AgentStation
from proxy_client.pages.agent import AgentPage
from proxy_client.pages.agents import AgentsPage
from proxy_client.pages.annex import AnnexPage
from proxy_client.pages.authority import AuthorityPage
from proxy_client.pages.conflict import ConflictPage
from proxy_client.pages.desk import DeskPage
from proxy_client.pages.drafts import DraftsPage
from proxy_client.pages.hand_back import HandBackPage
from proxy_client.pages.hand_in import AgentReceiptPage, AgentSubmitPage
from proxy_client.pages.hand_over import HandOverPage
from proxy_client.pages.households import HouseholdsPage
from proxy_client.pages.invite import InvitedPage, InvitePage
from proxy_client.pages.leaving import LeavingPage
from proxy_client.pages.locked import LockedPage
from proxy_client.pages.my_cases import MyCasesPage
from proxy_client.pages.new_agent import FirstAgentPage
from proxy_client.pages.people import PeoplePage
from proxy_client.pages.people_import import PeopleImportPage
from proxy_client.pages.person import PersonPage
from proxy_client.pages.powers import PowersPage
from proxy_client.pages.queue import QueuePage
from proxy_client.pages.register import RegisterPage, TakeInvitationPage
from proxy_client.pages.report import ReportPage
from proxy_client.pages.round import RoundPage
from proxy_client.pages.sign_in import SignInPage
from proxy_client.pages.step_aside import StepAsidePage
from proxy_client.pages.supervisors import SupervisorsPage
from proxy_client.pages.task_note import TaskNotePage
from proxy_client.pages.tasks import TasksPage
from proxy_client.pages.tidy import TidyPage
from proxy_client.pages.true_intent import TrueIntentPage
from proxy_client.preferences import FILE, Preferences
from proxy_client.window import AgentWindow
from sync.terminal import Terminal
from ui.base.page import Page
from ui.pages.shared import SHARED
from ui.shell.window import application
from ui.startup.bootstrap import Hardware, build_station, warm_up
from ui.startup.first_paint import FirstPaint

LAPTOP = Screen(width=1366, height=768, width_mm=600)
"""Drawn as if it were a larger panel than the kiosk's: eyes are nearer, and a mouse needs less room than a finger."""

OWN: tuple[type[Page], ...] = (
    SignInPage,
    FirstAgentPage,
    AgentsPage,
    InvitePage,
    InvitedPage,
    LeavingPage,
    SupervisorsPage,
    TakeInvitationPage,
    RegisterPage,
    DeskPage,
    LockedPage,
    QueuePage,
    DraftsPage,
    PeoplePage,
    PersonPage,
    PeopleImportPage,
    HouseholdsPage,
    AgentPage,
    PowersPage,
    AuthorityPage,
    HandOverPage,
    AgentSubmitPage,
    AgentReceiptPage,
    MyCasesPage,
    TasksPage,
    TaskNotePage,
    RoundPage,
    ReportPage,
    ConflictPage,
    TidyPage,
    StepAsidePage,
    TrueIntentPage,
    AnnexPage,
    HandBackPage,
)
PAGES: dict[str, type[Page]] = {**SHARED, **{page.name: page for page in OWN}}


def proxy_client(settings: Settings, terminal: Terminal, parts: Hardware) -> AgentWindow:
    """Returns the window on a new Station and begins to load the engines."""
    application()
    station = build_station(settings, terminal, parts)
    return window(AgentStation.at(station, Agents.of(terminal), Preferences(terminal.home / FILE)))


def window(here: AgentStation) -> AgentWindow:
    """Returns the window on an existing Station."""
    application().installEventFilter(here.presence)
    shell = AgentWindow(here, PAGES)
    FirstPaint(shell, lambda: warm_up(here))
    return shell
