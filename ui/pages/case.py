"""What was done when, what is owed until when, and the reply."""

from core.case import CaseView, Step
from ui.outlook import owed_next
from ui.page import Page
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label
from ui.widgets.timeline import Timeline


class CasePage(Page):
    name = "case"

    def build(self) -> None:
        theme, view = self.station.theme, self._view
        scroll = Scroll(theme.length("gap"))
        card = Card(theme)
        card.add(Label(f"平台编号　{view.case_number}", "strong"))
        card.add(Timeline(theme, [(step, self._event(step)) for step in Step]))
        if view.due:
            card.add(Label(owed_next(view.timeline[-1].step, view.due), "notice"))
        scroll.column.addWidget(card)
        if view.reply:
            reply = Card(theme, "sunny")
            reply.add(Label(f"{view.unit or '责任单位'}答复", "strong"))
            reply.add(Label(view.reply, "body"))
            scroll.column.addWidget(reply)
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.action("看好了，离开", "leave", kind="primary" if not view.evaluable else "secondary", icon="home")
        if view.evaluable:
            self.action("去评价", "evaluate", icon="star")

    @property
    def _view(self) -> CaseView:
        view = self.draft.inquiry.view
        assert view is not None
        return view

    def _event(self, step: Step) -> str:
        for event in self._view.timeline:
            if event.step == step:
                day = f"{event.at.astimezone():%Y年%m月%d日}"
                return f"{day}\n{event.note}" if event.note else day
        return ""

    def guidance(self) -> str:
        view = self._view
        last = view.timeline[-1]
        reply = f"答复是：{view.reply}" if view.reply else "还没有答复。"
        return f"您的事情办到了：{last.step.label}。{reply}"
