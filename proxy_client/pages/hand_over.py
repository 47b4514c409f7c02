"""The evaluation belongs to the principal: the agent hands the computer over before it, and is signed out by that."""

from core.language import N_, _
from ui.base.page import Page
from ui.widgets.card import Card, Point

POINTS = (
    ("person", N_("评价是委托人自己的，代理人不能替他评。")),
    ("lock", N_("请把电脑交给委托人，请代理人走开。往下这里就锁上，您退出登录。")),
    ("check", N_("委托人评完，您再重新登录。")),
)


class HandOverPage(Page):
    name = "hand_over"

    def build(self) -> None:
        card = Card(self.station.theme, "sunny")
        for icon, text in POINTS:
            card.add(Point(self.station.theme, icon, _(text)))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.action(_("我是委托人，开始评"), icon="forward")
