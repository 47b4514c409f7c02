"""An agent files for a villager, done by touches on the real window; the script does not know what will be heard or
read."""

from pathlib import Path

from agency.agents import Agents
from core.draft import Draft
from core.language import _
from core.settings import Screen
from proxy_client import example
from proxy_client.app import proxy_client
from proxy_client.typed_line import TypedLine
from sync.terminal import Terminal
from training.demo_result import Inputs, filed, say, told, write
from training.local_gateway import LocalGateway, enrolled
from training.scripted_visit import NAME, ScriptedVisit
from training.simulation import Simulation, emptied
from ui.shell.shell import Shell
from ui.shell.window import show
from ui.widgets.signature import SignaturePad


class Demo:
    """Runs the demo and writes to `out`: a picture of every page, the printed papers, the gateway's data and
    result.json."""

    def __init__(self, out: Path, inputs: Inputs, screen: Screen) -> None:
        self.out, self.inputs = emptied(out), inputs
        self.simulation = Simulation(self.out, screen)
        self.gateway = LocalGateway(out / "gateway")

    def run(self) -> None:
        with enrolled(self.out / "terminal", self.gateway) as here:
            Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
            here.engine.start()
            self._visit(here)

    def _visit(self, here: Terminal) -> None:
        window = proxy_client(self.simulation.settings, here, self.simulation.hardware)
        show(window, self.simulation.settings.screen)
        visit = ScriptedVisit(window, self.simulation)
        sign_in(visit)
        visit.turn("desk", _("代办一件"))
        self._gather(visit)
        self._empower(visit)
        visit.sign()
        facts = {**told(visit.draft), **empowered(visit.draft)}
        visit.submit()
        visit.receive()
        facts |= filed(visit, here, self.inputs)
        write(self.out, facts)
        say(self.out, facts)
        self._leave(visit, window)

    def _gather(self, visit: ScriptedVisit) -> None:
        visit.turn("consent", _("知道了，开始"))
        visit.identify(self.inputs.card)
        visit.contact("12069738989")
        visit.turn("agent", _("下一步"))
        visit.tell(self.inputs.voice)
        visit.choose_first("purpose")
        visit.choose_first("category")
        visit.place()
        visit.papers(self.inputs.pages)
        visit.review()
        visit.confirm()

    def _empower(self, visit: ScriptedVisit) -> None:
        visit.turn("powers", _("写委托书"))
        visit.arrive("authority")
        visit.driver.draw(visit.shell.findChildren(SignaturePad)[-1], NAME)
        visit.driver.touch(_("打印一份"))
        visit.driver.wait((self.out / "authority.pdf").exists, "the letter on paper")
        visit.turn("authority", _("签好了"))

    def _leave(self, visit: ScriptedVisit, window: Shell) -> None:
        visit.driver.touch(_("办好了，离开"))
        visit.turn("desk", _("送到哪里了"))
        visit.turn("queue", _("知道了"))
        visit.arrive("desk")
        visit.driver.touch(_("退出登录"))
        visit.arrive("sign_in")
        window.close()


def sign_in(visit: ScriptedVisit) -> None:
    visit.arrive("sign_in")
    visit.driver.type(example.WORK_NUMBER)
    visit.driver.tap(visit.shell.findChildren(TypedLine)[-1])
    visit.driver.type(example.PASSPHRASE)
    visit.turn("sign_in", _("登录"))


def empowered(draft: Draft) -> dict[str, object]:
    """Returns who files and on what authority, for result.json."""
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
