"""The agent's desk: the page on which every visit begins and ends."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from agency.drafts import ListedDraft
from agency.tasks import TaskList
from core.date_format import moment
from core.language import N_, _, _n
from proxy_client.agent_station import AgentStation
from proxy_client.health_warnings import health_warnings
from ui.base.page import Page
from ui.shell.notices import NoticeStrip
from ui.widgets.button import Button, ChoiceButton
from ui.widgets.text import Label

DOOR_MM = 32
"""Least height of a door; four in a row cut their names in two in a small window."""
TASKS = N_("要做的事")
TORN_OFF = N_("上次没有正常关上。{moment}存下的草稿还在，请按“草稿”接着办。")


class DeskPage(Page):
    name = "desk"
    station: AgentStation

    def build(self) -> None:
        theme = self.station.theme
        agent = self.draft.agent
        who = f"{agent.person.name}　{agent.organisation}" if agent else ""
        self.body.addWidget(Label(who, "strong"))
        doors = QGridLayout()
        doors.setSpacing(theme.length("gap"))
        for place, (choice, text, note, icon) in enumerate(
            (
                ("file", _("代办一件"), _("看证件，签委托书"), "pencil"),
                ("people", _("服务对象"), _("名单、村户、导入"), "people"),
                ("queue", _("送到哪里了"), self._queue(), "send"),
                ("query", _("查进度"), _("看办到哪一步，看答复"), "search"),
            )
        ):
            door = ChoiceButton(theme, text, note, icon=icon, height_mm=DOOR_MM, bold=choice == "file", tall=True)
            door.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            door.clicked.connect(lambda _=False, choice=choice: self.answered.emit(choice))
            doors.addWidget(door, *divmod(place, 2))
        self.body.addLayout(doors, 1)
        self.row(*self._following_up())
        self.kept = Label("", "notice")
        self.kept.hide()
        self.body.addWidget(self.kept)
        self.body.addWidget(NoticeStrip(self.station))
        self.body.addWidget(Label(_("代办不收费。老人要在场，听明白了，自己愿意才办。"), "small"))
        self.drafts = self.action(_("草稿"), "drafts", kind="secondary", icon="document")
        self.action(_("代办员名单"), "agents", kind="secondary", icon="people")
        out = self.button(_("退出登录"), icon="lock")
        out.clicked.connect(self._sign_out)
        self.choices.append(out)

    def _following_up(self) -> list[Button]:
        """Builds the doors to what follows a filing; how much there is to do comes when it is counted."""
        self.tasks = self.button(_(TASKS), icon="clock")
        doors = {
            "tasks": self.tasks,
            "my_cases": self.button(_("我代办的件"), icon="document"),
            "round": self.button(_("下乡"), icon="village"),
            "report": self.button(_("日清理和小结"), icon="pages"),
        }
        for choice, door in doors.items():
            door.clicked.connect(partial(self._go, choice))
        return list(doors.values())

    def _go(self, choice: str, _checked: bool = False) -> None:
        self.answered.emit(choice)

    def enter(self) -> None:
        if drafts := self.station.drafts:
            self.station.tasks.run(drafts.listed, owner=self, done=self._show_drafts, failed=self.trouble)
        if work := self.station.work:
            count = partial(work.tasks, self.station.now())
            self.station.tasks.run(count, owner=self, done=self._counted, failed=self.trouble)

    def _counted(self, found: TaskList) -> None:
        if count := len(found.open):
            self.tasks.rename(_n("要做的事，{count}件", count).format(count=count), "clock")

    def _show_drafts(self, drafts: list[ListedDraft]) -> None:
        """Says how many drafts there are, and where a crash left one."""
        if drafts:
            self.drafts.rename(_("草稿（{count}）").format(count=len(drafts)), "document")
        torn_off = [each for each in drafts if each.torn_off]
        if torn_off:
            self.kept.say(_(TORN_OFF).format(moment=moment(torn_off[0].at.astimezone())))

    def _queue(self) -> str:
        """Returns the line about the queue; items that need a person come first."""
        items = self.station.sync.items()
        stuck = sum(item.quarantined for item in items)
        if stuck:
            return _("{stuck}件待人工处理，请看").format(stuck=stuck)
        if health_warnings(self.station.sync, self.station.now().date(), self.station.settings_problems):
            return _("机器要检查，请看")
        return _("已经代办{count}件").format(count=len(items))

    def _sign_out(self) -> None:
        self.station.session.close()
        self.answered.emit("out")
