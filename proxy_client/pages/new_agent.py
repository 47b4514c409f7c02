"""Registration of an agent: the first one of a new terminal, and whoever was invited. The passphrase is their own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agency.agents import SignedIn
from agency.invitations import known_of
from agency.secret_rule import SHORTEST, SHORTEST_PIN, check_secret
from core import validation
from core.authority.letter import Agent, AgentClass
from core.flow import ON
from core.id_number import IdNumber
from core.language import N_, _
from core.person import Person
from core.problems import Problem, WeakSecret
from core.sentences import sentence_of
from proxy_client.agent_station import AgentStation
from proxy_client.typed_line import TypedField, enter_moves_focus
from ui.base.page import Page
from ui.entry.typing_sheet import Keys
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.text import Label

FIELDS: tuple[tuple[str, str, Keys | None], ...] = (
    ("name", N_("姓名"), "name"),
    ("id_number", N_("身份证号"), None),
    ("phone", N_("电话"), None),
    ("organisation", N_("单位"), "pinyin"),
)
USUAL = AgentClass.VILLAGE_CADRE
"""Offered first; an agent's capacity is asked again for each principal."""
RULE = N_("口令至少{shortest}位。也可以用PIN：不少于{pin}位的数字，输错五次要等，再错等得更久。")
HONEST = N_("PIN好记，可是电脑丢了比口令容易被破。两样都只有本人知道，忘了找不回来。")


class RegistrationPage(Page):
    """Subclasses say how the agent is registered."""

    long = True
    station: AgentStation

    def build(self) -> None:
        theme = self.station.theme
        columns = QHBoxLayout()
        columns.setSpacing(theme.length("margin"))
        columns.addWidget(self._who(), 1)
        columns.addWidget(self._how(), 1)
        self.body.addLayout(columns, 1)
        self.note = Label("", "notice")
        self.working = BusyIndicator(theme, _("正在登记"))
        self.body.addWidget(self.note)
        self.body.addWidget(self.working)
        self.on = self.button(_("登记"), kind="primary", icon="check")
        self.on.clicked.connect(self._add)
        self.choices.append(self.on)
        secrets = (self.number, self.passphrase, self.again)
        enter_moves_focus(
            [*(field.line for field in self.fields.values()), *(each.line for each in secrets)], self._enter
        )
        self._judge()

    def enter(self) -> None:
        self.fields["name"].line.setFocus()

    def _enter(self) -> None:
        """Handles the Enter key on the last line."""
        if self.on.isEnabled():
            self.on.click()

    def _who(self) -> QWidget:
        side, column = self._column()
        self.fields = {name: TypedField(self.station, _(label), pad=pad) for name, label, pad in FIELDS}
        for field in self.fields.values():
            field.changed.connect(lambda _: self._judge())
            column.addWidget(field)
        column.addStretch(1)
        return side

    def _how(self) -> QWidget:
        side, column = self._column()
        self.number = TypedField(self.station, _("工号"))
        self.passphrase = TypedField(self.station, _("口令"), secret=True)
        self.again = TypedField(self.station, _("再输一遍"), secret=True)
        for field in (self.number, self.passphrase, self.again):
            field.changed.connect(lambda _: self._judge())
            column.addWidget(field)
        column.addWidget(Label(_(RULE).format(shortest=SHORTEST, pin=SHORTEST_PIN), "label"))
        column.addWidget(Label(_(HONEST), "label"))
        column.addStretch(1)
        return side

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.station.theme.length("margin"))
        return side, column

    def unkept(self) -> str:
        lines = (self.number, self.passphrase, self.again)
        written = any(field.value for field in self.fields.values()) or any(field.line.text() for field in lines)
        return _("写好的登记内容") if written else ""

    def _judge(self) -> None:
        fault = self._fault()
        self.note.say(fault or _("请核对，然后按登记。"), "notice" if fault else "good")
        self.on.setEnabled(not fault)

    def _fault(self) -> str:
        """Returns what is still missing, the first missing thing only."""
        given = {name: field.value for name, field in self.fields.items()}
        faults = (
            (not given["name"], _("请写姓名。")),
            (fault := sentence_of(validation.name(given["name"])), fault),
            (IdNumber.of(given["id_number"]).faults(self.station.now().date()), _("请写对身份证号。")),
            (fault := sentence_of(validation.telephone(given["phone"])), fault),
            (fault := sentence_of(validation.line(given["organisation"])), fault),
            (not self.number.value, _("请写工号。")),
            (fault := self._weak(), fault),
            (self.passphrase.line.text() != self.again.line.text(), _("两遍口令不一样。")),
        )
        return next((sentence for wrong, sentence in faults if wrong), "")

    def _weak(self) -> str:
        """Returns why the secret is too easy; empty if it is not."""
        try:
            check_secret(self.passphrase.line.text(), known_of(self.person(), self.number.value))
        except WeakSecret as problem:
            return sentence_of(problem)
        return ""

    def person(self) -> Person:
        given = {name: field.value for name, field in self.fields.items()}
        number = IdNumber.of(given["id_number"])
        birth = number.birth.isoformat() if number.birth else ""
        return Person(
            name=given["name"], id_number=number.text, sex=number.sex or "", birth=birth, phone=given["phone"]
        )

    def _add(self) -> None:
        self.on.setEnabled(False)
        self.unsay()
        self.working.begin()
        number = self.number.value
        self.station.tasks.run(self.registering(), owner=self, done=partial(self._added, number), failed=self._failed)

    def registering(self) -> Callable[[], SignedIn]:
        """Returns what registers the agent with what stands on the page now."""
        raise NotImplementedError

    def _added(self, number: str, added: SignedIn) -> None:
        self.station.session.open(added, number)
        self.draft.agent = added.agent
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.on.setEnabled(True)
        self.trouble(problem)


class FirstAgentPage(RegistrationPage):
    """Registers the first agent of a new terminal, its supervisor, who is then signed in."""

    name = "first_agent"

    def registering(self) -> Callable[[], SignedIn]:
        agent = Agent(person=self.person(), agent_class=USUAL, organisation=self.fields["organisation"].value)
        number, passphrase = self.number.value, self.passphrase.line.text()
        return partial(self.station.agents.add, number, passphrase, agent)
