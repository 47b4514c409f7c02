"""What this terminal knows of a matter: whether it has arrived, and the last state it received."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from core.case import CaseStep
from core.date_format import day
from core.inquiry import LocalStatus
from core.language import N_, _
from core.outbox_state import OutboxState
from core.sentences import joined, label, sentence_of
from ui.base.page import Page
from ui.platform.life_words import happened, when_and_who
from ui.platform.next_steps import owed_next
from ui.widgets.card import Card
from ui.widgets.event_list import EventList
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label
from ui.widgets.timeline import Timeline

NOTHING_HEARD = N_("本机还没有得到过平台的消息。")
MEANT = {
    OutboxState.SAVED: N_("还在这台机器里，没有送到平台。不用重新提交。"),
    OutboxState.SENDING: N_("正在往平台送，不用重新提交。"),
    OutboxState.DELIVERED: N_("已经送到平台，正在等平台给编号。"),
    OutboxState.REGISTERED: N_(
        "平台已经登记。凭登记回执上的查询码看进度；没有登记回执，用身份证也能查，检举控告除外。"
    ),
    OutboxState.QUARANTINED: N_("还没有送到信访部门。"),
}
TAKEN_OVER = N_("没有从这台机器送到平台，工作人员已经接手。")


class LocalStatusPage(Page):
    name = "standing"

    def build(self) -> None:
        theme, standing = self.station.theme, self._standing
        scroll = LongScroll(theme, theme.length("gap"))
        if standing.case_number:
            scroll.column.addWidget(Label(self._last_heard(), "notice"))
        card = Card(theme)
        if standing.case_number:
            card.add(Label(_("平台编号\u3000{case_number}").format(case_number=standing.case_number), "strong"))
            card.add(self._way())
            if standing.due:
                card.add(Label(owed_next(standing.steps[-1].step, standing.due), "notice"))
        else:
            card.add(Label(_("本机回执号\u3000{local_number}").format(local_number=standing.local_number), "strong"))
            stuck = standing.state is OutboxState.QUARANTINED
            card.add(Label(label(standing.state), "alarm" if stuck else "notice" if standing.why else "good"))
            for sentence in self._said():
                card.add(Label(sentence, "lead"))
            card.add(Label(_("存入时间\u3000{created}").format(created=_time(standing.created)), "label"))
        scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.action(_("看好了，离开"), "leave", icon="home")

    @property
    def _standing(self) -> LocalStatus:
        standing = self.draft.inquiry.standing
        assert standing is not None
        return standing

    def _way(self) -> QWidget:
        """What the platform told of: each event, or the five steps where it told of steps alone."""
        theme, events = self.station.theme, self._standing.events
        if events:
            return EventList(theme, [(happened(each), when_and_who(each)) for each in events])
        return Timeline(theme, [(step, self._day_of(step)) for step in CaseStep], not_yet=_("还没听说"))

    def _day_of(self, step: CaseStep) -> str:
        return next((day(each.at.astimezone()) for each in self._standing.steps if each.step == step), "")

    def _said(self) -> list[str]:
        """Returns sentences: where the item is, why, and whom to ask."""
        standing = self._standing
        if standing.released:
            return [_(TAKEN_OVER), _("请带着回执，找{site}的工作人员问结果。").format(site=self._site)]
        said = [_(MEANT[standing.state])]
        if standing.why and standing.state is not OutboxState.REGISTERED:
            said.append(sentence_of(standing.why))
        if standing.state is OutboxState.QUARANTINED:
            said.append(_("请带着回执，找{site}的工作人员处理，或者重新提交。").format(site=self._site))
        return said

    @property
    def _site(self) -> str:
        return self.station.settings.terminal.site or _("这里")

    def _last_heard(self) -> str:
        """Returns a sentence that the steps are as of the platform's last answer and may have moved on."""
        heard = self._standing.heard
        known = _("这是本机最后一次得到的消息，{heard}。").format(heard=_time(heard)) if heard else _(NOTHING_HEARD)
        return joined(self.draft.inquiry.silence, known)

    def guidance(self) -> str:
        standing = self._standing
        if not standing.case_number:
            return _("{state}。{said}").format(state=label(standing.state), said=joined(*self._said()))
        last = happened(standing.events[-1]) if standing.events else label(standing.steps[-1].step)
        return _("{last_heard}办到了：{step}。").format(last_heard=self._last_heard(), step=last)


def _time(at: datetime) -> str:
    return f"{day(at.astimezone())} {at.astimezone():%H:%M}"
