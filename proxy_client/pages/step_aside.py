"""Before the principal confirms: the computer is handed to them, and the agent steps aside if they wish."""

from core.flow import ON
from core.language import N_, _
from ui.base.page import Page
from ui.widgets.card import Card, Point

POINTS = (
    ("person", N_("下面要念给委托人听，由委托人自己拿主意。")),
    ("lock", N_("委托人想一个人听，就请代理人走开一会儿。")),
    ("check", N_("听完了，再把电脑交还代理人。")),
)
WAYS = ((N_("代理人在旁边也行"), "people", False), (N_("我是委托人，我一个人听"), "ear", True))


class StepAsidePage(Page):
    name = "step_aside"

    def build(self) -> None:
        card = Card(self.station.theme, "sunny")
        for icon, text in POINTS:
            card.add(Point(self.station.theme, icon, _(text)))
        self.body.addWidget(card)
        self.body.addStretch(1)
        for text, icon, alone in WAYS:
            button = self.button(_(text), kind="primary" if alone else "secondary", icon=icon)
            button.clicked.connect(lambda _=False, alone=alone: self._choose(alone))
            self.choices.append(button)

    def _choose(self, alone: bool) -> None:
        self.draft.alone = alone
        self.answered.emit(ON)
