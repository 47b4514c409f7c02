"""Supervisors of other terminals of the same organisation: the own card to carry there, and another's to accept here
after its code was compared."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agency.invitations import SupervisorCard, read_card
from core.language import N_, _
from core.problems import Problem
from proxy_client.agent_station import AgentStation
from proxy_client.signed_text_card import SignedTextCard
from proxy_client.signed_text_taker import SignedTextTaker
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.text import Label

OWN = N_("这是您的凭证，核对码 {code}。带到另一台电脑，给那里的管理员认。")
COMPARE = N_("请问清楚对方屏幕上的核对码，是 {code} 才认。认了以后，他开的邀请在这台电脑上也能用。")
ACCEPTED = N_("已认{name}。他给这台电脑开的邀请，现在能用了。")


class SupervisorsPage(Page):
    name = "supervisors"
    long = True
    station: AgentStation
    needs = frozenset({"camera"})
    other_way = N_("选文件")

    def build(self) -> None:
        self.taker = SignedTextTaker(self.station, _("认别人：把他的凭证放到摄像头下面，或者按“选文件”。"))
        self.taker.came.connect(self.take)
        self.taker.troubled.connect(self.trouble)
        columns = QHBoxLayout()
        columns.setSpacing(self.station.theme.length("margin"))
        columns.addWidget(self._own(), 1)
        columns.addWidget(self.taker, 1)
        self.body.addLayout(columns, 1)
        self.note = Label("", "good")
        self.note.hide()
        self.body.addWidget(self.note)
        self.action(_("知道了"), icon="check")

    def _own(self) -> QWidget:
        """Returns the card of the supervisor who is signed in, to be carried to another terminal."""
        own, column = QWidget(), QVBoxLayout()
        own.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        session = self.station.session
        if session.key is not None and session.agent is not None:
            text = self.station.invitations.card(session.agent, session.key)
            column.addWidget(Label(_(OWN).format(code=coded(read_card(text))), "label"))
            column.addWidget(SignedTextCard(self.station, text, _("管理员凭证.txt"), _("您的凭证的二维码"), 100), 1)
        return own

    def enter(self) -> None:
        self.taker.begin()

    def leave(self) -> None:
        self.taker.end()

    def take_other_way(self) -> None:
        self.taker.choose()

    def take(self, text: str) -> None:
        self.unsay()
        try:
            card = read_card(text)
        except Problem as problem:
            self.trouble(problem)
            return
        if any(each.isVisible() for each in self.window().findChildren(Confirmation)):
            return
        question = Confirmation(
            self.station,
            self.window(),
            _("认{name}（{organisation}）吗？").format(name=card.name, organisation=card.organisation),
            _(COMPARE).format(code=coded(card)),
            go=_("核对过，认"),
            stay=_("先不认"),
        )
        question.gone.connect(partial(self._accept, card))

    def _accept(self, card: SupervisorCard) -> None:
        try:
            self.station.invitations.accept(card, by=self.station.session.number)
        except Problem as problem:
            self.trouble(problem)
            return
        self.note.say(_(ACCEPTED).format(name=card.name), "good")


def coded(card: SupervisorCard) -> str:
    return f"{card.code[:4]} {card.code[4:]}"
