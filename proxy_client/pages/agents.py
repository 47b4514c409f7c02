"""The list of registered agents. A supervisor invites others, names further supervisors, and sees off who leaves; each
agent can hand over their own people."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from core.authority.letter import Agent
from core.language import N_, _
from core.sentences import joined, label, listed
from proxy_client.agent_station import AgentStation
from proxy_client.pages.register import grouped
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.button import Button
from ui.widgets.table import Table
from ui.widgets.table_rows import Column
from ui.widgets.text import Label

YOURSELF = N_("您本人")
SUPERVISOR, AGENT = N_("管理员"), N_("代办员")
BY_AGE = N_("以前没有分管理员。这台电脑上登记最早的{name}，现在是管理员。")
NAMED = N_("管理员可以邀请代办员，可以让人离任，也可以再让别人当管理员。别人的服务对象，管理员也看不到。")


@dataclass(frozen=True)
class AgentRow:
    """`since`: the day of the registration, empty for one by a version before."""

    number: str
    agent: Agent
    supervisor: bool
    yourself: bool
    since: str

    @property
    def name(self) -> str:
        return self.agent.person.name

    @property
    def role(self) -> str:
        role = _(SUPERVISOR) if self.supervisor else _(AGENT)
        return listed([role, _(YOURSELF)]) if self.yourself else role


class AgentsPage(Page):
    name = "agents"
    station: AgentStation

    def build(self) -> None:
        columns = (
            Column[AgentRow](_("姓名"), lambda row: row.name, share=3),
            Column[AgentRow](_("工号"), lambda row: row.number, share=3),
            Column[AgentRow](_("单位"), lambda row: row.agent.organisation, share=5),
            Column[AgentRow](_("身份"), lambda row: label(row.agent.agent_class), share=3),
            Column[AgentRow](_("在这里是"), lambda row: row.role, share=4),
            Column[AgentRow](_("登记日期"), lambda row: row.since, share=3),
        )
        self.note = Label("", "notice")
        self.table = Table(self.station.theme, columns, name=_("代办员名单"), empty=_("还没有代办员。"))
        self.table.chosen.connect(lambda _: self._judge())
        self.body.addWidget(self.note)
        self.body.addWidget(self.table, 1)
        machine = _("这台电脑的编号　{machine}").format(machine=grouped(self.station.invitations.machine))
        self.leaving = self._button(_("离任、交接"), "people", self._leave)
        self.promote = self._button(_("让他当管理员"), "check", self._ask)
        self.row(Label(machine, "label"), self.promote, self.leaving).setStretch(0, 1)
        self.elsewhere = self._choice(_("别处的管理员"), "qr", partial(self.answered.emit, "elsewhere"))
        self.invite = self._choice(_("邀请代办员"), "person", partial(self.answered.emit, "invite"))
        self.action(_("知道了"), icon="check")
        self._refresh()

    def enter(self) -> None:
        self.table.setFocus()

    def _button(self, text: str, icon: str, act: Callable[[], object]) -> Button:
        button = self.button(text, icon=icon)
        button.clicked.connect(lambda _=False: act())
        return button

    def _choice(self, text: str, icon: str, act: Callable[[], object]) -> Button:
        button = self._button(text, icon, act)
        self.choices.append(button)
        return button

    @property
    def _supervises(self) -> bool:
        return self.station.session.number in self.station.agents.supervisors()

    def _refresh(self) -> None:
        agents, own = self.station.agents, self.station.session.number
        supervisors, since = agents.supervisors(), agents.since()
        listed = agents.listed()
        rows = [
            AgentRow(number, agent, number in supervisors, number == own, since.get(number, ""))
            for number, agent in listed.items()
        ]
        self.table.show_rows(rows)
        mine = next((place for place, row in enumerate(rows) if row.yourself), 0)
        self.table.go_to(mine)
        oldest = next((row.name for row in rows if row.supervisor), "")
        by_age = _(BY_AGE).format(name=oldest) if agents.supervisor_by_age() else ""
        self.note.say(joined(by_age, _(NAMED)), "notice")
        self._judge()

    def _judge(self) -> None:
        row, supervises = self.table.current, self._supervises
        self.invite.setVisible(supervises)
        self.elsewhere.setVisible(supervises)
        self.promote.setVisible(supervises)
        self.promote.setEnabled(row is not None and not row.supervisor)
        self.leaving.setEnabled(row is not None and (supervises or row.yourself))

    def _leave(self) -> None:
        if row := self.table.current:
            self.station.session.leaving = row.number
            self.answered.emit("leaving")

    def _ask(self) -> None:
        row = self.table.current
        if row is None or row.supervisor:
            return
        text = _("{name}（工号{number}）以后也能邀请代办员、让人离任，也能让别人当管理员。")
        question = Confirmation(
            self.station,
            self.window(),
            _("让他当管理员吗？"),
            text.format(name=row.name, number=row.number),
            go=_("让他当"),
            stay=_("先不"),
        )
        question.gone.connect(partial(self._promote, row.number))

    def _promote(self, number: str) -> None:
        self.unsay()
        self.station.tasks.run(
            partial(self.station.agents.name_supervisor, number, by=self.station.session.number),
            owner=self,
            done=lambda _: self._refresh(),
            failed=self.trouble,
        )
