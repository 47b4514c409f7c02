"""One case: first the reply, whole and read aloud; then what was done when, and what is due by which day."""

from PySide6.QtWidgets import QHBoxLayout

from core.case import CaseStep, CaseView
from core.date_format import day
from core.language import _
from core.sentences import label
from ui.base.page import Page
from ui.platform.next_steps import owed_next
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label
from ui.widgets.timeline import Timeline


class CasePage(Page):
    """The page of one case. On a wide panel the steps stand beside the reply, on a tall one below it."""

    name = "case"

    def build(self) -> None:
        view = self._view
        number = Label(_("平台编号\u3000{case_number}").format(case_number=view.case_number), "label")
        self.head.addWidget(number, int(self.station.theme.landscape))
        parts = [self._reply()] if view.reply else []
        if self.station.theme.landscape and parts:
            both = self.split()
            both.addWidget(self._scrolled(*parts), 3)
            both.addWidget(self._scrolled(self._steps()), 2)
            self.body.addLayout(both, 1)
        else:
            self.body.addWidget(self._scrolled(*parts, self._steps()), 1)
        self.action(_("看好了，离开"), "leave", kind="primary" if not view.evaluable else "secondary", icon="home")
        if view.evaluable:
            self.action(_("去评价"), "evaluate", icon="star")

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
        hear = self.button(_("念给我听"), icon="speaker")
        hear.clicked.connect(lambda: self.station.speech_output.say(_("答复是：{reply}").format(reply=view.reply)))
        head = QHBoxLayout()
        head.addWidget(Label(_("{unit}的答复").format(unit=view.unit or _("责任单位")), "strong"), 1)
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
        reply = _("答复是：{reply}").format(reply=view.reply) if view.reply else _("还没有答复。")
        return _("您的事情办到了：{step}。{reply}").format(step=label(last.step), reply=reply)
