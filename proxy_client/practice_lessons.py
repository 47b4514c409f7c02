"""The lessons of a training, over the invented agent of the sample village."""

from agency.agents import Agents
from core.settings import Settings
from proxy_client.example import PASSPHRASE, WORK_NUMBER
from proxy_client.session import AgentDraft
from sync.terminal import Terminal
from training.lessons.course import Course
from training.lessons.network import Network
from training.lessons.panel import LessonPanel
from training.lessons.practice import Learner, Practice


def lesson_panel(here: Terminal, settings: Settings, network: Network) -> LessonPanel | None:
    """Returns the lessons' window; None where somebody practises with agents of their own, whom nobody else looks
    over the shoulder."""
    if WORK_NUMBER not in Agents.of(here).listed():
        return None
    return LessonPanel(Course(practice(here, settings, network)), settings.screen)


def practice(here: Terminal, settings: Settings, network: Network) -> Practice:
    learner = Learner(number=WORK_NUMBER, passphrase=PASSPHRASE, kind=AgentDraft)
    return Practice(here, learner, settings, network)
