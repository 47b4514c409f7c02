"""A supervisor invites a new agent: who, as what, at which terminal, until when; then the invitation is shown."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agency.invitations import Invited, written
from core import validation
from core.authority.letter import AgentClass
from core.date_format import day
from core.flow import ON
from core.language import N_, _
from core.problems import Problem
from core.sentences import label, sentence_of
from core.typed_digits import digits_of
from proxy_client.agent_station import AgentStation
from proxy_client.pages.register import grouped
from proxy_client.signed_text_card import SignedTextCard
from proxy_client.typed_line import TypedField, enter_moves_focus
from ui.base.page import Page
from ui.widgets.button import Button, exclusive
from ui.widgets.card import Card
from ui.widgets.text import Label

DAYS = {1: N_("今天"), 3: N_("三天"), 7: N_("七天"), 30: N_("三十天")}
USUAL_DAYS = 7
MACHINE_DIGITS = 10
CHOSEN_PX = 8
"""Of the borders of a button that is chosen, besides those of one that is not."""
SAME_UNIT = N_("给别的电脑开邀请，只能开给本单位的人；那台电脑的管理员要先认您的凭证。")


class InvitePage(Page):
    name = "invite"
    long = True
    station: AgentStation

    def build(self) -> None:
        self.agent_class, self.days, self.here = AgentClass.VILLAGE_CADRE, USUAL_DAYS, True
        columns = QHBoxLayout()
        columns.setSpacing(self.station.theme.length("margin"))
        columns.addWidget(self._who(), 1)
        columns.addWidget(self._where(), 1)
        self.body.addLayout(columns, 1)
        self.note = Label("", "notice")
        self.body.addWidget(self.note)
        self.on = self.button(_("开邀请"), kind="primary", icon="check")
        self.on.clicked.connect(self._issue)
        self.choices.append(self.on)
        fields = (self.name_field, self.number, self.organisation, self.machine)
        for field in fields:
            field.changed.connect(lambda _: self._judge())
        enter_moves_focus([field.line for field in fields[:3]], self._enter)
        self._judge()

    def enter(self) -> None:
        self.name_field.line.setFocus()

    def unkept(self) -> str:
        return _("写好的邀请") if self.name_field.value or self.number.value else ""

    def _enter(self) -> None:
        if self.on.isEnabled():
            self.on.click()

    def _who(self) -> QWidget:
        side, column = self._column()
        agent = self.draft.agent
        self.name_field = TypedField(self.station, _("姓名"), pad="name")
        self.number = TypedField(self.station, _("工号"))
        self.organisation = TypedField(self.station, _("单位"), pad="pinyin")
        self.organisation.line.setText(agent.organisation if agent else "")
        for field in (self.name_field, self.number, self.organisation):
            column.addWidget(field)
        column.addWidget(Label(_("身份"), "label"))
        classes = {each: self._choice(label(each), each is self.agent_class) for each in AgentClass}
        column.addWidget(self._pair(*list(classes.values())[:2]))
        column.addWidget(self._pair(*list(classes.values())[2:]))
        exclusive(*classes.values())
        for each, button in classes.items():
            button.clicked.connect(partial(self._become, each))
        column.addStretch(1)
        return side

    def _where(self) -> QWidget:
        side, column = self._column()
        column.addWidget(Label(_("几天里有效"), "label"))
        days = {each: self._choice(_(text), each == self.days) for each, text in DAYS.items()}
        exclusive(*days.values())
        for each, button in days.items():
            button.clicked.connect(partial(self._last, each))
        column.addWidget(self._pair(*days.values()))
        column.addWidget(Label(_("在哪台电脑上用"), "label"))
        this, other = self._choice(_("这台电脑"), True), self._choice(_("别的电脑"), False)
        exclusive(this, other)
        this.clicked.connect(partial(self._at, True))
        other.clicked.connect(partial(self._at, False))
        column.addWidget(self._pair(this, other))
        self.machine = TypedField(self.station, _("它的编号"))
        self.machine.hide()
        self.unit = Label(_(SAME_UNIT), "label")
        self.unit.hide()
        column.addWidget(self.machine)
        column.addWidget(self.unit)
        column.addStretch(1)
        return side

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.station.theme.length("gap"))
        return side, column

    def _choice(self, text: str, chosen: bool) -> Button:
        button = self.button(text)
        button.setCheckable(True)
        button.setChecked(chosen)
        return button

    def _pair(self, *buttons: Button) -> QWidget:
        """Returns buttons side by side, with room for the one that is chosen, which is taller."""
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.station.theme.length("gap"))
        for button in buttons:
            row.addWidget(button, 1)
        beside.setMinimumHeight(self.station.theme.length("control") + CHOSEN_PX)
        return beside

    def _become(self, agent_class: AgentClass) -> None:
        self.agent_class = agent_class

    def _last(self, days: int) -> None:
        self.days = days

    def _at(self, here: bool) -> None:
        self.here = here
        self.machine.setVisible(not here)
        self.unit.setVisible(not here)
        self._judge()

    def _judge(self) -> None:
        fault = self._fault()
        self.note.say(fault or _("请核对，然后按开邀请。"), "notice" if fault else "good")
        self.on.setEnabled(not fault)

    def _fault(self) -> str:
        """Returns what is still missing, the first missing thing only."""
        name, organisation = self.name_field.value, self.organisation.value
        faults = (
            (not name, _("请写姓名。")),
            (fault := sentence_of(validation.name(name)), fault),
            (not self.number.value, _("请写工号。")),
            (not organisation, _("请写单位。")),
            (fault := sentence_of(validation.line(organisation)), fault),
            (len(self._machine) != MACHINE_DIGITS, _("请写那台电脑的编号，十位数字。")),
        )
        return next((sentence for wrong, sentence in faults if wrong), "")

    @property
    def _machine(self) -> str:
        return self.station.invitations.machine if self.here else digits_of(self.machine.value)

    def _issue(self) -> None:
        self.unsay()
        session = self.station.session
        assert session.key is not None
        whom = Invited(
            name=self.name_field.value,
            organisation=self.organisation.value,
            agent_class=self.agent_class,
            number=self.number.value,
            machine=self._machine,
        )
        try:
            session.invitation = self.station.invitations.issue(
                whom, self.days, by=session.number, key=session.key, now=self.station.now()
            )
        except Problem as problem:
            self.trouble(problem)
            return
        self.answered.emit(ON)


class InvitedPage(Page):
    """The invitation that was just made, to be carried away or taken here by the new agent."""

    name = "invited"
    long = True
    station: AgentStation

    def build(self) -> None:
        self.action(_("知道了"), icon="check")
        if text := self.station.session.invitation:
            self._show(text)

    def _show(self, text: str) -> None:
        invitation = written(text)
        here = invitation.machine == self.station.invitations.machine
        where = _("这台电脑") if here else _("编号{machine}的电脑").format(machine=grouped(invitation.machine))
        card = Card(self.station.theme, "sunny")
        card.add(Label(f"{invitation.name}　{invitation.organisation}　{label(invitation.agent_class)}", "strong"))
        card.add(Label(_("工号{number}").format(number=invitation.number)))
        card.add(Label(_("只用一次，有效到{until}，用在：{where}").format(until=day(invitation.until), where=where)))
        columns = QHBoxLayout()
        columns.setSpacing(self.station.theme.length("margin"))
        left = QVBoxLayout()
        left.addWidget(card)
        left.addStretch(1)
        columns.addLayout(left, 1)
        name = _("代办员邀请-{id}.txt").format(id=invitation.id[:6])
        self.card = SignedTextCard(self.station, text, name, _("邀请的二维码"), 150)
        columns.addWidget(self.card, 1)
        self.body.addLayout(columns, 1)
        if here:
            now = self.button(_("现在就登记，我退出登录"), icon="person")
            now.clicked.connect(self._hand_on)
            self.choices.insert(0, now)

    def _hand_on(self) -> None:
        """Leaves the computer to the new agent, signed out."""
        self.station.session.close()
        self.station.session.handed_on = True
        self.answered.emit("out")
