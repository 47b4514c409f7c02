"""An agent files for a villager, done by a hand on the real window: nothing here knows what will be heard or read."""

from pathlib import Path

from core.draft import Draft
from core.settings import Screen
from proxy_client import example
from proxy_client.app import proxy_client
from proxy_client.typed_line import TypedLine
from sync.terminal import Terminal
from training.demo_result import Inputs, filed, told, write
from training.local_gateway import LocalGateway, enrolled
from training.scripted_visit import NAME, Visit
from training.simulation import Stage, emptied
from ui.shell.shell import Shell
from ui.shell.window import show
from ui.widgets.signature import SignaturePad


class Demo:
    """Leaves in `out`: a picture of every page, the printed papers, the gateway's data and result.json."""

    def __init__(self, out: Path, inputs: Inputs, screen: Screen) -> None:
        self.out, self.inputs = emptied(out), inputs
        self.stage = Stage(self.out, screen)
        self.gateway = LocalGateway(out / "gateway")

    def run(self) -> None:
        with enrolled(self.out / "terminal", self.gateway) as here:
            here.agents.add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
            here.engine.start()
            self._visit(here)

    def _visit(self, here: Terminal) -> None:
        window = proxy_client(self.stage.settings, here, self.stage.hardware)
        show(window, self.stage.settings.screen)
        visit = Visit(window, self.stage)
        sign_in(visit)
        visit.turn("desk", "代办一件")
        self._gather(visit)
        self._empower(visit)
        visit.sign()
        facts = {**told(visit.draft), **empowered(visit.draft)}
        visit.submit()
        visit.receive()
        write(self.out, {**facts, **filed(visit, here, self.inputs)})
        self._leave(visit, window)

    def _gather(self, visit: Visit) -> None:
        visit.turn("consent", "知道了，开始")
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


def sign_in(visit: Visit) -> None:
    visit.arrive("sign_in")
    visit.hand.type(example.WORK_NUMBER)
    visit.hand.tap(visit.shell.findChildren(TypedLine)[-1])
    visit.hand.type(example.PASSPHRASE)
    visit.turn("sign_in", "登录")


def empowered(draft: Draft) -> dict[str, object]:
    """By whom, and on what authority."""
    agent, authority = draft.agent, draft.authority
    assert agent is not None
    assert authority is not None
    return {
        "agent": {"name": agent.person.name, "class": agent.agent_class, "organisation": agent.organisation},
        "authority": {
            "matter": authority.matter,
            "powers": authority.powers,
            "starts": authority.starts,
            "ends": authority.ends,
        },
    }
