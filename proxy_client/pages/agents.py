"""The list of registered agents. A signed-in agent adds and removes others; the last one cannot be removed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from core.authority.letter import Agent
from core.language import N_, _
from core.sentences import joined
from proxy_client.agent_station import AgentStation
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

YOURSELF = N_("您本人")


class AgentsPage(Page):
    name = "agents"
    station: AgentStation

    def build(self) -> None:
        self.list = Scroll(self.station.theme.length("gap"))
        self.body.addWidget(self.list, 1)
        self.action(_("登记代办员"), "add", kind="secondary", icon="person")
        self.action(_("知道了"), icon="check")
        self._refresh()

    def _refresh(self) -> None:
        self.list.clear()
        column = self.list.column
        card = Card(self.station.theme)
        grid = QGridLayout()
        grid.setSpacing(self.station.theme.length("gap"))
        grid.setColumnStretch(2, 1)
        for row, (number, agent) in enumerate(self.station.agents.listed().items()):
            for place, text in enumerate((agent.person.name, number, agent.organisation)):
                grid.addWidget(Label(text, "strong" if place == 0 else "body"), row, place)
            end = Label(_(YOURSELF), "small") if number == self.station.session.number else self._button(number, agent)
            grid.addWidget(end, row, 3, Qt.AlignmentFlag.AlignRight)
        card.column.addLayout(grid)
        column.addWidget(card)
        column.addStretch(1)

    def _button(self, number: str, agent: Agent) -> Button:
        button = self.button(_("删除"), icon="trash")
        button.setAccessibleName(_("删除{name}").format(name=agent.person.name))
        button.clicked.connect(partial(self._ask, number, agent))
        return button

    def _ask(self, number: str, agent: Agent) -> None:
        text = _("{name}（工号{number}）以后不能在这台电脑上登录。").format(name=agent.person.name, number=number)
        if people := self.station.agents.people_of(number):
            text = joined(text, _("名单里的{count}个人也会一起删掉。").format(count=people))
        question = Confirmation(
            self.station, self.window(), _("把这个代办员删掉吗？"), text, go=_("删除"), stay=_("不删")
        )
        question.gone.connect(partial(self._remove, number))

    def _remove(self, number: str) -> None:
        self.unsay()
        self.station.tasks.run(
            partial(self.station.agents.remove, number, by=self.station.session.number),
            owner=self,
            done=lambda _: self._refresh(),
            failed=self.trouble,
        )
