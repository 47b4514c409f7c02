"""The reply first, whole and aloud; then what was done when, and what is owed until when."""

from PySide6.QtWidgets import QHBoxLayout

from core.case import CaseStep, CaseView
from core.days import day
from ui.base.page import Page
from ui.platform.next_steps import owed_next
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label
from ui.widgets.timeline import Timeline


class CasePage(Page):
    """On a wide panel the steps stand beside the reply, on a tall one below it."""

    name = "case"

    def build(self) -> None:
        view = self._view
        number = Label(f"平台编号　{view.case_number}", "label")
        self.head.addWidget(number, int(self.station.theme.landscape))
        parts = [self._reply()] if view.reply else []
        if self.station.theme.landscape and parts:
            both = self.split()
            both.addWidget(self._scrolled(*parts), 3)
            both.addWidget(self._scrolled(self._steps()), 2)
            self.body.addLayout(both, 1)
        else:
            self.body.addWidget(self._scrolled(*parts, self._steps()), 1)
        self.action("看好了，离开", "leave", kind="primary" if not view.evaluable else "secondary", icon="home")
        if view.evaluable:
            self.action("去评价", "evaluate", icon="star")

    def _scrolled(self, *parts: Card) -> LongScroll:
        scroll = LongScroll(self.station.theme, self.station.theme.length("gap"))
        for part in parts:
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        return scroll

    @property
    def _view(self) -> CaseView:
        view = self.draft.inquiry.view
        assert view is not None
        return view

    def _reply(self) -> Card:
        view = self._view
        card = Card(self.station.theme, "sunny")
        hear = self.button("念给我听", icon="speaker")
        hear.clicked.connect(lambda: self.station.speech_output.say(f"答复是：{view.reply}"))
        head = QHBoxLayout()
        head.addWidget(Label(f"{view.unit or '责任单位'}的答复", "strong"), 1)
        head.addWidget(hear)
        card.column.addLayout(head)
        card.add(Label(view.reply, "told"))
        return card

    def _steps(self) -> Card:
        theme, view = self.station.theme, self._view
        card = Card(theme)
        owed = owed_next(view.timeline[-1].step, view.due) if view.due else ""
        if owed:
            card.add(Label(owed, "notice"))
        card.add(Timeline(theme, [(step, self._event(step)) for step in CaseStep], narrow=theme.landscape))
        return card

    def _event(self, step: CaseStep) -> str:
        for event in self._view.timeline:
            if event.step == step:
                on = day(event.at.astimezone())
                apart = "　" if self.station.theme.landscape else "\n"
                return f"{on}{apart}{event.note}" if event.note else on
        return ""

    def guidance(self) -> str:
        view = self._view
        last = view.timeline[-1]
        reply = f"答复是：{view.reply}" if view.reply else "还没有答复。"
        return f"您的事情办到了：{last.step.label}。{reply}"
