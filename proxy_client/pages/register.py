"""An invited agent registers: first the invitation, from wherever it is, then what they say of themselves."""

from collections.abc import Callable
from functools import partial

from agency.agents import SignedIn
from agency.invitations import AgentInvitation
from core.date_format import day
from core.flow import ON
from core.language import N_, _
from core.problems import Problem
from core.sentences import label, sentence_of
from proxy_client.agent_station import AgentStation
from proxy_client.pages.new_agent import RegistrationPage
from proxy_client.signed_text_taker import SignedTextTaker
from ui.base.page import Page
from ui.widgets.card import Card
from ui.widgets.text import Label

LAY_IT = N_("把邀请的二维码放到摄像头下面；邀请是文件，就按“选文件”。")
WHOSE = N_("{name}　{organisation}　{agent_class}　工号{number}　有效到{until}")


class TakeInvitationPage(Page):
    """Takes an invitation that counts here and now; another is refused in words, and can be laid again."""

    name = "take_invitation"
    station: AgentStation
    needs = frozenset({"camera"})
    other_way = N_("选文件")

    def build(self) -> None:
        self.taker = SignedTextTaker(self.station, _(LAY_IT))
        self.taker.came.connect(self.take)
        self.taker.troubled.connect(self.trouble)
        self.body.addWidget(self.taker, 1)
        machine = _("这台电脑的编号　{machine}").format(machine=grouped(self.station.invitations.machine))
        self.body.addWidget(Label(machine, "label"))

    def enter(self) -> None:
        self.taker.begin()
        if self.station.session.handed_on:
            self.station.session.handed_on = False
            self.take(self.station.session.invitation)

    def leave(self) -> None:
        self.taker.end()

    def take_other_way(self) -> None:
        self.taker.choose()

    def take(self, text: str) -> None:
        self.unsay()
        self.station.session.invitation = ""
        try:
            self.station.invitations.read(text, self.station.now())
        except Problem as problem:
            self.trouble(problem)
            return
        self.station.session.invitation = text
        self.taker.end()
        self.answered.emit(ON)


class RegisterPage(RegistrationPage):
    """The invited agent's own part: document number, telephone, and a secret that nobody else knows."""

    name = "register"

    def build(self) -> None:
        self.text = self.station.session.invitation
        self.invitation = self._invitation()
        super().build()
        if self.invitation is None:
            return
        for fixed, value in (
            (self.fields["name"], self.invitation.name),
            (self.fields["organisation"], self.invitation.organisation),
            (self.number, self.invitation.number),
        ):
            fixed.line.setText(value)
            fixed.hide()
        card = Card(self.station.theme, "sunny")
        told = {"agent_class": label(self.invitation.agent_class), "until": day(self.invitation.until)}
        named = {name: getattr(self.invitation, name) for name in ("name", "organisation", "number")}
        card.add(Label(_(WHOSE).format(**named, **told), "strong"))
        self.body.insertWidget(0, card)
        self._judge()

    def enter(self) -> None:
        self.fields["id_number"].line.setFocus()

    def unkept(self) -> str:
        own = (self.fields["id_number"], self.fields["phone"], self.passphrase, self.again)
        return _("写好的登记内容") if any(each.line.text() for each in own) else ""

    def registering(self) -> Callable[[], SignedIn]:
        secret, now = self.passphrase.line.text(), self.station.now()
        return partial(self.station.invitations.take, self.text, self.person(), secret, now)

    def _added(self, number: str, added: SignedIn) -> None:
        self.station.session.invitation = ""
        super()._added(number, added)

    def _fault(self) -> str:
        return self.refused or super()._fault()

    def _invitation(self) -> AgentInvitation | None:
        """Returns the invitation; None if it does not count any more, which the page says then."""
        self.refused = ""
        try:
            return self.station.invitations.read(self.text, self.station.now())
        except Problem as problem:
            self.refused = sentence_of(problem)
            return None


def grouped(digits: str) -> str:
    """Returns the digits of a register's number as people read them out: four, three, three."""
    return " ".join(filter(None, (digits[:4], digits[4:7], digits[7:])))
