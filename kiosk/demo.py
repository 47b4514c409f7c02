"""The main job, done by a hand on the real window: nothing here knows what will be heard, read or answered."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.draft import Draft
from core.settings import Screen
from kiosk.app import kiosk
from sync.terminal import Terminal, terminal
from ui.demo.gateway import LocalGateway
from ui.demo.stage import Stage, emptied
from ui.demo.visit import Visit
from ui.shell import Shell
from ui.window import show


@dataclass(frozen=True)
class Inputs:
    voice: Path
    card: Path
    pages: Sequence[Path]


class Demo:
    """Leaves in `out`: a picture of every page, the printed papers, the gateway's data and result.json."""

    def __init__(self, out: Path, inputs: Inputs, screen: Screen) -> None:
        self.out, self.inputs = emptied(out), inputs
        self.stage = Stage(self.out, screen)
        self.gateway = LocalGateway(out / "gateway")

    def run(self, *, offline: bool, watch: Callable[[Shell], None] = lambda shell: None) -> None:
        """`watch` is shown the window before anything happens in it."""
        self.gateway.start()
        try:
            with terminal(self.out / "terminal") as here:
                here.enrol(self.gateway.url, self.gateway.code(), name="demo", site=self.stage.settings.terminal.site)
                here.engine.start()
                self._visit(here, offline, watch)
        finally:
            self.gateway.stop()

    def _visit(self, here: Terminal, offline: bool, watch: Callable[[Shell], None]) -> None:
        shell = kiosk(self.stage.settings, here, self.stage.hardware)
        watch(shell)
        show(shell, self.stage.settings.screen)
        visit = Visit(shell, self.stage)
        self._gather(visit)
        if offline:
            self.gateway.stop()
        self._hand_in(visit, offline)
        self._write(result(visit, here, self.inputs))
        visit.hand.touch("办好了，离开")
        visit.arrive("welcome")
        shell.close()

    def _gather(self, visit: Visit) -> None:
        visit.turn("welcome", "我要反映")
        visit.hand.touch("带上录音")
        visit.turn("consent", "知道了，开始")
        visit.identify(self.inputs.card)
        visit.contact("12069738989")
        visit.tell(self.inputs.voice)
        visit.choose_first("purpose")
        visit.choose_first("category")
        visit.place()
        visit.papers(self.inputs.pages)
        visit.turn("review", "都对，去签名")

    def _hand_in(self, visit: Visit, offline: bool) -> None:
        visit.sign()
        self.words = written(visit.draft)
        visit.submit()
        if offline:
            self.gateway.start()
        visit.receive()

    def _write(self, facts: dict[str, object]) -> None:
        text = json.dumps({**self.words, **facts}, ensure_ascii=False, indent=2)
        (self.out / "result.json").write_text(text + "\n", "utf-8")


def written(draft: Draft) -> dict[str, object]:
    """What the draft holds just before it is sealed."""
    person = draft.petitioner
    return {
        "narrative": draft.narrative,
        "petitioner": {"name": person.name, "id_number_masked": person.id_number_masked},
    }


def result(visit: Visit, here: Terminal, inputs: Inputs) -> dict[str, object]:
    slip, receipt = visit.draft.slip, visit.draft.receipt
    assert slip is not None
    assert receipt is not None
    engines = visit.shell.station.engines
    history = here.outbox.history(slip.item)
    return {
        "local_number": slip.local_number,
        "case_number": receipt.case_number,
        "query_code": receipt.query_code,
        "spoken": str(inputs.voice),
        "card": str(inputs.card),
        "pages": [str(page) for page in inputs.pages],
        "engine": {"speech": engines.speech.name, "ocr": "rapidocr"},
        "states": [{"state": move.state.value, "at": move.at.isoformat()} for move in history],
        "steps": visit.album.steps,
    }
