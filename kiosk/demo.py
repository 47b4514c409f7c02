"""The main job, done by touches on the real window; the script does not know what will be heard, read or answered.
And a picture of every page, in both orientations."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from core.case import Grade
from core.language import _
from core.settings import Screen
from kiosk.app import kiosk
from sync.terminal import Terminal, terminal
from training import example
from training.demo_office import OPINION, Office
from training.demo_result import Inputs, answered, filed, say, told, write
from training.local_gateway import LocalGateway, enrolled
from training.page_tour import save_pages
from training.scripted_visit import PAPER, ScriptedVisit
from training.simulation import CARD, Simulation, emptied, screen
from training.touch_driver import TouchDriver
from ui.shell.shell import Shell
from ui.shell.window import show

PHONE = "12069738989"


class Demo:
    """Runs the demo and writes to `out`: a picture of every page, the printed papers, the gateway's data and
    result.json."""

    def __init__(self, out: Path, inputs: Inputs, screen: Screen) -> None:
        self.out, self.inputs = emptied(out), inputs
        self.simulation = Simulation(self.out, screen)
        self.gateway = LocalGateway(out / "gateway")
        self.office = Office(self.gateway)

    def run(self, *, offline: bool) -> None:
        """From the first page to the evaluation of the answer."""
        with enrolled(self.out / "terminal", self.gateway) as here:
            self.office.open()
            here.engine.start()
            shell, visit = self._window(here)
            facts = self._filed(visit, here, offline)
            write(self.out, facts)
            write(self.out, {**facts, **self._answered(visit)})
            say(self.out, facts)
            shell.close()

    def run_to_the_receipt(self, watch: Callable[[Shell], None]) -> None:
        """The first half alone. `watch` is called with the window before the visit starts."""
        with enrolled(self.out / "terminal", self.gateway) as here:
            here.engine.start()
            shell, visit = self._window(here, watch)
            write(self.out, self._filed(visit, here, offline=False))
            visit.leave()
            shell.close()

    def _window(
        self, here: Terminal, watch: Callable[[Shell], None] = lambda shell: None
    ) -> tuple[Shell, ScriptedVisit]:
        shell = kiosk(self.simulation.settings, here, self.simulation.hardware)
        watch(shell)
        show(shell, self.simulation.settings.screen)
        return shell, ScriptedVisit(shell, self.simulation)

    def _filed(self, visit: ScriptedVisit, here: Terminal, offline: bool) -> dict[str, object]:
        self._gather(visit)
        if offline:
            self.gateway.stop()
        self._hand_in(visit, offline)
        return {**self.words, **filed(visit, here, self.inputs)}

    def _answered(self, visit: ScriptedVisit) -> dict[str, object]:
        """The officers answer, and the person hears of it, prints the opinion, and evaluates. `documents`: the files of
        what was printed then."""
        draft = visit.draft
        receipt, kind, category = draft.receipt, draft.purpose, draft.category
        assert receipt is not None
        assert kind is not None
        visit.leave()
        self.office.answer(receipt.case_number, kind, category, visit.screenshots.next_path)
        view = visit.ask(receipt.query_code, PHONE[-4:])
        papers = [PAPER] if visit.take_paper(OPINION) else []
        if view.evaluable:
            visit.judge(Grade.SATISFIED)
        return {**answered(self.office, receipt.case_number, view), "documents": papers}

    def _gather(self, visit: ScriptedVisit) -> None:
        visit.turn("welcome", _("我要反映"))
        visit.driver.touch(_("带上录音"))
        visit.turn("consent", _("知道了，开始"))
        visit.identify(self.inputs.card)
        visit.contact(PHONE)
        visit.tell(self.inputs.voice)
        visit.choose_first("purpose")
        visit.choose_first("category")
        visit.place()
        visit.papers(self.inputs.pages)
        visit.review()

    def _hand_in(self, visit: ScriptedVisit, offline: bool) -> None:
        visit.sign()
        self.words = told(visit.draft)
        visit.submit()
        if offline:
            self.gateway.start()
        visit.receive()


SIZES = {"portrait": "1080x1920", "landscape": "1920x1080"}


def shoot(out: Path) -> int:
    emptied(out)
    for name, size in SIZES.items():
        with TemporaryDirectory() as home, terminal(Path(home), training=True) as here:
            simulation = Simulation(out / name, screen(size), mute=True)
            simulation.camera.lay(CARD)
            shell = kiosk(simulation.settings, here, simulation.hardware)
            show(shell, simulation.settings.screen)
            _wait(shell)
            save_pages(shell, example.filed(here), out / name)
            shell.close()
    return 0


def _wait(shell: Shell) -> None:
    TouchDriver(shell).wait(lambda: not shell.station.engines.loading, "engines", 240)
