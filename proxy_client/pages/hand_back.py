"""After the principal's own pages: the agent goes on. Nothing of those pages is shown from here on."""

from core.language import N_, _
from ui.base.page import Page
from ui.widgets.card import Card, Point

POINTS = (
    ("person", N_("委托人的话说完了。请把电脑交还代理人。")),
    ("document", N_("代理人接着写委托书，委托人再签字。")),
    ("pencil", N_("还想改，就回到核对那一页。改过了，要再念给委托人听一遍。")),
)


class HandBackPage(Page):
    name = "hand_back"

    def build(self) -> None:
        card = Card(self.station.theme)
        for icon, text in POINTS:
            card.add(Point(self.station.theme, icon, _(text)))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.action(_("回去改"), "review", kind="secondary", icon="back")
        self.action(_("我是代理人，接着办"), icon="forward")
