"""An agent's laptop in a test: the real window, simulated devices, no engine, a terminal on a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from agency.agents import Agents
from agency.work import Work
from core.person import Person
from proxy_client import example
from proxy_client.agent_station import AgentStation
from proxy_client.app import LAPTOP, window
from proxy_client.typed_line import TypedLine
from proxy_client.window import AgentWindow
from sync.terminal import Terminal
from testkit.kiosk_fixture import QUICK
from testkit.kiosk_window import Loaders, close
from testkit.shown_window import ShownWindow
from testkit.visitor import NoScreenshots
from training.scripted_visit import NAME, ScriptedVisit
from training.simulation import Simulation
from ui.background.engines import Engines
from ui.shell.window import application, show
from ui.speech.dictation import Dictation
from ui.startup.bootstrap import build_station
from ui.widgets.signature import SignaturePad


@dataclass
class AgentWindowFixture(ShownWindow):
    shell: AgentWindow
    simulation: Simulation
    visit: ScriptedVisit

    @property
    def work(self) -> Work | None:
        """Returns the work of the agent who is signed in."""
        station = self.shell.station
        assert isinstance(station, AgentStation)
        return station.work

    @property
    def seen(self) -> str:
        """Returns all visible words."""
        return "\n".join(self.texts)

    def touch(self, text: str) -> None:
        self.visit.driver.touch(text, 20)

    def turn(self, page: str, text: str) -> None:
        self.visit.turn(page, text)

    def type(self, name: str, text: str) -> None:
        """Types on the keyboard into the line of this name."""
        lines = [each for each in self.shell.findChildren(TypedLine) if each.isVisible()]
        next(each for each in lines if each.accessibleName().startswith(name)).setText(text)

    @property
    def sheets(self) -> list[QPlainTextEdit]:
        return [each for each in self.shell.findChildren(QPlainTextEdit) if each.isVisible()]

    def write(self, words: str) -> None:
        """Writes into the visible sheet, as if with its pad."""
        self.visit.driver.wait(lambda: self.sheets, "a sheet")
        self.sheets[0].insertPlainText(words)
        self.touch("好了")

    def sign_in(self, passphrase: str = example.PASSPHRASE) -> None:
        self.visit.arrive("sign_in")
        self.type("工号", example.WORK_NUMBER)
        self.type("口令", passphrase)
        self.touch("登录")

    def draw(self) -> None:
        self.visit.driver.draw(self.shell.findChildren(SignaturePad)[-1], NAME)

    def gather(self, principal: Person, narrative: str) -> None:
        """Goes from the desk to the review, filling in every page."""
        self.turn("desk", "代办一件")
        self.turn("consent", "知道了，开始")
        self.visit.arrive("identify")
        self.simulation.reader.lay(principal)
        self.turn("identify", "是我，下一步")
        self.simulation.reader.lift()
        self.turn("contact", "下一步")
        self.turn("agent", "下一步")
        self.touch("我来打字")
        self.write(narrative)
        self.turn("tell", "下一步")
        self.visit.pass_questions()
        self.visit.choose_first("purpose")
        self.visit.choose_first("category")
        self.visit.place()
        self.turn("papers", "没有材料，下一步")
        self.visit.review()
        self.visit.confirm()


@contextmanager
def agent_window_fixture(here: Terminal, out: Path, loaders: Loaders | None = None) -> Iterator[AgentWindowFixture]:
    """Yields an agent's office; `out` is the printer's folder, `loaders` are of engines, by default none."""
    application()
    simulation = Simulation(out, LAPTOP, mute=True, settle_ms=QUICK)
    whole = build_station(simulation.settings, here, simulation.hardware)
    engines = Engines(whole.reading, loaders or {})
    hearing = Dictation(simulation.microphone, engines, whole.tasks)
    shell = window(AgentStation.at(replace(whole, engines=engines, dictation=hearing), Agents.of(here)))
    show(shell, LAPTOP)
    visit = ScriptedVisit(shell, simulation)
    visit.screenshots = NoScreenshots(shell, out)
    try:
        yield AgentWindowFixture(shell, simulation, visit)
    finally:
        close(shell)
