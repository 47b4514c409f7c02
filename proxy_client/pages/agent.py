"""The capacity in which the agent acts for this principal."""

from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from agency.conflict_guard import prepare
from agency.opened_people import OpenedPeople
from core.authority.judge import same_person
from core.authority.letter import Agent, AgentClass
from core.flow import ON
from core.language import N_, _
from core.problems import Problem
from core.sentences import label, sentence_of
from proxy_client.agent_station import AgentStation
from proxy_client.flow import introduced
from proxy_client.person_served import is_on_list, leave_list
from proxy_client.session import AgentDraft
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

LISTED_OTHER = N_("证件上的人不是名单里的{name}。拿错了，请按返回；没拿错，这件就不记在{name}名下。")
GUARDED = N_("名单上写着由监护人{guardian}代理。请监护人到场，把监护证明放到材料里。")
SAME_PERSON = N_("身份证是代办员本人的。请按返回，放委托人的身份证。")


class AgentPage(Page):
    name = "agent"
    station: AgentStation
    draft: AgentDraft

    def build(self) -> None:
        self._compare()
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
        self.on = self.button(_("下一步"), kind="primary", icon="check")
        self.on.clicked.connect(self._go_on)
        self.choices.append(self.on)
        self._refresh()

    def enter(self) -> None:
        """Gets ready to hear, once they tell their story, whether the principal names an agent of this terminal."""
        station = self.station
        with suppress(Problem):
            others = (each for each in station.agents.listed().values() if each.person != self.agent.person)
            self.draft.agents_around = tuple(others)
        station.tasks.run(prepare, owner=self, done=_nothing, failed=_nothing)
        self._look_again()

    def _look_again(self) -> None:
        """Opens the list, where this is for somebody on it: it may have changed since the draft was begun."""
        people, known = self.station.people, self.station.session.people
        if people and self.draft.person_served:
            self.station.tasks.run(partial(known.again, people), owner=self, done=self._opened, failed=self.trouble)

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
        unfit = sentence_of(self.served.unfit_to_file(self.station.now().date())) if self.served else ""
        said = _(SAME_PERSON) if same else self.other or unfit
        self.proof.say(said or self._proof_wanted(relative), "alarm" if said else "notice")
        self.on.setEnabled(introduced(self.draft) and not unfit)

    def _proof_wanted(self, relative: bool) -> str:
        if self.served and self.served.guardian and self.draft.capacity:
            return _(GUARDED).format(guardian=self.served.guardian)
        return _(PROOF[relative])

    def _opened(self, now: OpenedPeople) -> None:
        if self.station.session.key:
            self.station.session.people = now
            self._compare()
            self._refresh()

    def _compare(self) -> None:
        """Looks who of the list this is for, and whether the card shows somebody else."""
        self.served, self.other = self.station.session.people.get(self.draft.person_served), ""
        if self.served and not self.draft.unnamed and not is_on_list(self.served, self.draft.petitioner):
            self.other = _(LISTED_OTHER).format(name=self.served.person.name)
            self.served = None

    def _go_on(self) -> None:
        if self.other:
            leave_list(self.draft)
        self.answered.emit(ON)


def _nothing(_answer: object) -> None:
    """Of what was made ready nobody is told."""
