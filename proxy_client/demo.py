"""An agent files for a villager, done by a hand on the real window: nothing here knows what will be heard or read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.draft import Draft
from core.settings import Screen
from proxy_client import example
from proxy_client.app import proxy_client
from proxy_client.widgets import TypedLine
from sync.agents import Agents
from sync.terminal import Terminal, terminal
from ui.demo.gateway import LocalGateway
from ui.demo.stage import Stage, emptied
from ui.demo.visit import NAME, Visit
from ui.shell import Shell
from ui.widgets.signature import SignaturePad
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

    def run(self) -> None:
        self.gateway.start()
        try:
            with terminal(self.out / "terminal") as here:
                here.enrol(self.gateway.url, self.gateway.code(), name="demo", site=self.stage.settings.terminal.site)
                Agents(here.store).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
                here.engine.start()
                self._visit(here)
        finally:
            self.gateway.stop()

    def _visit(self, here: Terminal) -> None:
        window = proxy_client(self.stage.settings, here, self.stage.hardware)
        show(window, self.stage.settings.screen)
        visit = Visit(window, self.stage)
        sign_in(visit)
        visit.turn("desk", "代办一件")
        self._gather(visit)
        self._empower(visit)
        visit.sign()
        facts = written(visit.draft)
        visit.submit()
        visit.receive()
        self._write({**facts, **result(visit, here, self.inputs)})
        self._leave(visit, window)

    def _gather(self, visit: Visit) -> None:
        visit.identify(self.inputs.card)
        visit.contact("12069738989")
        visit.turn("agent", "下一步")
        visit.tell(self.inputs.voice)
        visit.choose_first("purpose")
        visit.choose_first("category")
        visit.place()
        visit.papers(self.inputs.pages)
        visit.turn("review", "都对，去签名")

    def _empower(self, visit: Visit) -> None:
        visit.turn("powers", "写委托书")
        visit.arrive("authority")
        visit.hand.draw(visit.shell.findChildren(SignaturePad)[-1], NAME)
        visit.hand.touch("打印一份")
        visit.hand.wait((self.out / "authority.pdf").exists, "the letter on paper")
        visit.turn("authority", "签好了")

    def _leave(self, visit: Visit, window: Shell) -> None:
        visit.hand.touch("办好了，离开")
        visit.turn("desk", "送到哪里了")
        visit.turn("queue", "知道了")
        visit.arrive("desk")
        visit.hand.touch("退出登录")
        visit.arrive("sign_in")
        window.close()

    def _write(self, facts: dict[str, object]) -> None:
        (self.out / "result.json").write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", "utf-8")


def sign_in(visit: Visit) -> None:
    visit.arrive("sign_in")
    visit.hand.type(example.WORK_NUMBER)
    visit.hand.tap(visit.shell.findChildren(TypedLine)[-1])
    visit.hand.type(example.PASSPHRASE)
    visit.turn("sign_in", "登录")


def written(draft: Draft) -> dict[str, object]:
    """What the draft holds just before it is sealed."""
    person, agent, authority = draft.petitioner, draft.agent, draft.authority
    assert agent is not None
    assert authority is not None
    return {
        "narrative": draft.narrative,
        "petitioner": {"name": person.name, "id_number_masked": person.id_number_masked},
        "agent": {"name": agent.person.name, "class": agent.agent_class, "organisation": agent.organisation},
        "authority": {
            "matter": authority.matter,
            "powers": authority.powers,
            "starts": authority.starts,
            "ends": authority.ends,
        },
    }


def result(visit: Visit, here: Terminal, inputs: Inputs) -> dict[str, object]:
    slip, receipt = visit.draft.slip, visit.draft.receipt
    assert slip is not None
    assert receipt is not None
    history = here.outbox.history(slip.item)
    return {
        "local_number": slip.local_number,
        "case_number": receipt.case_number,
        "query_code": receipt.query_code,
        "spoken": str(inputs.voice),
        "card": str(inputs.card),
        "pages": [str(page) for page in inputs.pages],
        "engine": {"speech": visit.shell.station.engines.speech.name, "ocr": "rapidocr"},
        "states": [{"state": move.state.value, "at": move.at.isoformat()} for move in history],
        "steps": visit.album.steps,
    }
