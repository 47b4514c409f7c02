"""The capacity in which the agent acts for this principal."""

from contextlib import suppress
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from agency.conflict_guard import prepare
from core.authority.judge import same_person
from core.authority.letter import Agent, AgentClass
from core.language import N_, _
from core.problems import Problem
from core.sentences import label
from proxy_client.agent_station import AgentStation
from proxy_client.flow import introduced
from ui.base.page import Page
from ui.entry.field import Field
from ui.widgets.button import ChoiceButton, exclusive
from ui.widgets.text import Label

PLAIN = {
    AgentClass.NEAR_RELATIVE: (N_("配偶、父母、子女、兄弟姐妹等"), "people"),
    AgentClass.VILLAGE_CADRE: (N_("村（居）委会的干部"), "village"),
    AgentClass.GRID_WORKER: (N_("管这一片的网格员"), "house"),
    AgentClass.LEGAL_WORKER: (N_("法律服务所的工作者"), "law"),
}
PROOF = {
    True: N_("请把亲属关系的证明也放到材料里，例如户口簿。"),
    False: N_("有单位或村（居）委会的推荐信，也请放到材料里。"),
}

SAME_PERSON = N_("身份证是代办员本人的。请按返回，放委托人的身份证。")


class AgentPage(Page):
    name = "agent"
    station: AgentStation

    def build(self) -> None:
        theme = self.station.theme
        grid = QGridLayout()
        grid.setSpacing(theme.length("gap"))
        buttons = {
            each: ChoiceButton(theme, label(each), _(note), icon=icon, height_mm=44)
            for each, (note, icon) in PLAIN.items()
        }
        exclusive(*buttons.values())
        for number, (each, button) in enumerate(buttons.items()):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.setChecked(each is self.agent.agent_class)
            button.clicked.connect(lambda _=False, each=each: self._become(replace(self.agent, agent_class=each)))
            grid.addWidget(button, number // 2, number % 2)
        self.body.addLayout(grid, 1)
        self.organisation = Field(self.station, _("单位"))
        self.organisation.changed.connect(lambda text: self._become(replace(self.agent, organisation=text)))
        self.organisation.show_value(self.agent.organisation)
        self.proof = Label("", "notice")
        self.body.addWidget(self.organisation)
        self.body.addWidget(self.proof)
        self.on = self.action(_("下一步"), icon="check")
        self._refresh()

    def enter(self) -> None:
        """Gets ready to hear, once they tell their story, whether the principal names an agent of this terminal."""
        station = self.station
        with suppress(Problem):
            others = (each for each in station.agents.listed().values() if each.person != self.agent.person)
            self.draft.agents_around = tuple(others)
        station.tasks.run(prepare, owner=self, done=_nothing, failed=_nothing)

    @property
    def agent(self) -> Agent:
        assert self.draft.agent is not None
        return self.draft.agent

    def _become(self, agent: Agent) -> None:
        self.draft.agent = agent
        self._refresh()

    def _refresh(self) -> None:
        relative = self.agent.agent_class is AgentClass.NEAR_RELATIVE
        self.organisation.setVisible(not relative)
        same = same_person(self.agent.person, self.draft.petitioner)
        self.proof.say(_(SAME_PERSON) if same else _(PROOF[relative]), "alarm" if same else "notice")
        self.on.setEnabled(introduced(self.draft))


def _nothing(_answer: object) -> None:
    """Of what was made ready nobody is told."""
