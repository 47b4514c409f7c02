"""Who may sign in here. One who is signed in registers others and takes them off the list; the last one stays."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from core.agency import Agent
from proxy_client.agent_station import AgentStation
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

YOURSELF = "您本人"


class AgentsPage(Page):
    name = "agents"
    station: AgentStation

    def build(self) -> None:
        self.list = Scroll(self.station.theme.length("gap"))
        self.body.addWidget(self.list, 1)
        self.action("登记代办员", "add", kind="secondary", icon="person")
        self.action("知道了", icon="check")
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
            end = Label(YOURSELF, "small") if number == self.station.session.number else self._button(number, agent)
            grid.addWidget(end, row, 3, Qt.AlignmentFlag.AlignRight)
        card.column.addLayout(grid)
        column.addWidget(card)
        column.addStretch(1)

    def _button(self, number: str, agent: Agent) -> Button:
        button = self.button("删除", icon="trash")
        button.setAccessibleName(f"删除{agent.person.name}")
        button.clicked.connect(partial(self._ask, number, agent))
        return button

    def _ask(self, number: str, agent: Agent) -> None:
        text = f"{agent.person.name}（工号{number}）以后不能在这台电脑上登录。"
        question = Confirmation(self.station, self.window(), "把这个代办员删掉吗？", text, go="删除", stay="不删")
        question.gone.connect(partial(self._remove, number))

    def _remove(self, number: str) -> None:
        self.unsay()
        self.station.tasks.run(
            partial(self.station.agents.remove, number, by=self.station.session.number),
            owner=self,
            done=lambda _: self._refresh(),
            failed=self.trouble,
        )
