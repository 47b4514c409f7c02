"""The main job, done by touches on the real window; the script does not know what will be heard, read or answered."""

from collections.abc import Callable
from pathlib import Path

from core.language import _
from core.settings import Screen
from kiosk.app import kiosk
from sync.terminal import Terminal
from training.demo_result import Inputs, filed, told, write
from training.local_gateway import LocalGateway, enrolled
from training.scripted_visit import ScriptedVisit
from training.simulation import Simulation, emptied
from ui.shell.shell import Shell
from ui.shell.window import show


class Demo:
    """Runs the demo and writes to `out`: a picture of every page, the printed papers, the gateway's data and
    result.json."""

    def __init__(self, out: Path, inputs: Inputs, screen: Screen) -> None:
        self.out, self.inputs = emptied(out), inputs
        self.simulation = Simulation(self.out, screen)
        self.gateway = LocalGateway(out / "gateway")

    def run(self, *, offline: bool, watch: Callable[[Shell], None] = lambda shell: None) -> None:
        """`watch` is called with the window before the visit starts."""
        with enrolled(self.out / "terminal", self.gateway) as here:
            here.engine.start()
            self._visit(here, offline, watch)

    def _visit(self, here: Terminal, offline: bool, watch: Callable[[Shell], None]) -> None:
        shell = kiosk(self.simulation.settings, here, self.simulation.hardware)
        watch(shell)
        show(shell, self.simulation.settings.screen)
        visit = ScriptedVisit(shell, self.simulation)
        self._gather(visit)
        if offline:
            self.gateway.stop()
        self._hand_in(visit, offline)
        write(self.out, {**self.words, **filed(visit, here, self.inputs)})
        visit.driver.touch(_("办好了，离开"))
        visit.arrive("welcome")
        shell.close()

    def _gather(self, visit: ScriptedVisit) -> None:
        visit.turn("welcome", _("我要反映"))
        visit.driver.touch(_("带上录音"))
        visit.turn("consent", _("知道了，开始"))
        visit.identify(self.inputs.card)
        visit.contact("12069738989")
        visit.tell(self.inputs.voice)
        visit.choose_first("purpose")
        visit.choose_first("category")
        visit.place()
        visit.papers(self.inputs.pages)
        visit.turn("review", _("都对，去签名"))

    def _hand_in(self, visit: ScriptedVisit, offline: bool) -> None:
        visit.sign()
        self.words = told(visit.draft)
        visit.submit()
        if offline:
            self.gateway.start()
        visit.receive()
