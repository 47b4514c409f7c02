"""The two-way pledge: the unit's letter, read aloud, and a place to sign for whoever wants to; then the copy with the
signature. Whoever does not sign goes on as before, and nothing of it is kept."""

from collections.abc import Hashable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.case_life import CaseLife
from core.flow import ON
from core.ink import as_text
from core.language import N_, _
from core.petition import Channel
from core.problems import Problem
from core.sentences import joined
from core.wire import DocumentAnswer, DocumentQuery, OwnAct, OwnActCall, OwnActDone
from ui.pages.paper import PaperPage
from ui.pages.signing import SigningPage
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.signature import SignaturePad, WriteAnew
from ui.widgets.text import Label

SIGN_HERE = N_("愿意签，在这里写名字，画个圈也行。")
THEMSELVES = N_("请信访人本人来签，代办员不替签。")


class PledgePage(SigningPage):
    """On a wide panel the pad stands beside the letter, on a tall one below it."""

    name = "pledge"

    def build(self) -> None:
        theme = self.station.theme
        both = self.split() if theme.landscape else self.body
        both.addWidget(self._letter(), 5)
        both.addWidget(self._place_to_sign(), 4 if theme.landscape else 3)
        if theme.landscape:
            self.body.addLayout(both, 1)
        self.working = BusyIndicator(theme, _("正在送出"))
        self.body.addWidget(self.working)
        if self._for_somebody:
            self.lead.setText(joined(self.words.lead, _(THEMSELVES)))
        self.choices.append(WriteAnew(theme, self.pad))
        self.action(_("不签"), "no", kind="secondary", icon="cross")
        self.on = self.button(_("签好了"), kind="primary", icon="check")
        self.on.setEnabled(False)
        self.on.clicked.connect(self._sign)
        self.pad.changed.connect(self.on.setEnabled)
        self.choices.append(self.on)
        self.show_kept()

    def _letter(self) -> LongScroll:
        scroll = LongScroll(self.station.theme, self.station.theme.length("gap"))
        card, paper = Card(self.station.theme), self._paper
        organ, *paragraphs = [each for each in paper.text.split("\n") if each not in (paper.title, paper.number)]
        hear = self.button(_("念给我听"), icon="speaker")
        hear.clicked.connect(lambda: self.station.speech_output.say(self._paper.text))
        head = QHBoxLayout()
        head.addWidget(Label(organ, "strong"), 1)
        head.addWidget(hear)
        card.column.addLayout(head)
        card.add(Label(paper.title, "label"))
        for paragraph in paragraphs:
            card.add(Label(paragraph, "told"))
        scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        return scroll

    def _place_to_sign(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(_(SIGN_HERE), "strong"))
        column.addWidget(self.build_pad(), 1)
        return side

    @property
    def _paper(self) -> DocumentAnswer:
        paper = self.draft.inquiry.pledge
        assert paper is not None
        return paper

    @property
    def _for_somebody(self) -> bool:
        return self.draft.channel is Channel.PROXY

    def build_pad(self) -> SignaturePad:
        """Drops without a word what was begun under the letter of another case: nothing of this one was changed."""
        for other in [each for each in self.draft.inks if each.startswith(self.name) and each != self.kept_as]:
            del self.draft.inks[other]
        return super().build_pad()

    @property
    def kept_as(self) -> str:
        return f"{self.name} {self._paper.number}"

    @property
    def under(self) -> Hashable:
        return self._paper.number, self._paper.text

    def unsign(self) -> None:
        """The signature is nowhere but on the pad until it is sent."""

    def unkept(self) -> str:
        return _("刚签的名") if self.pad.strokes else ""

    def guidance(self) -> str:
        return joined(super().guidance(), _(THEMSELVES) if self._for_somebody else "", self._paper.text)

    def _sign(self) -> None:
        inquiry = self.draft.inquiry
        life = inquiry.life
        assert life is not None and life.pledge is not None
        call = OwnActCall(
            id=inquiry.act_id,
            query=inquiry.query,
            act=OwnAct.SIGN_PLEDGE,
            pledge=life.pledge.number,
            signature=as_text(self.pad.strokes),
        )
        self.setEnabled(False)
        self.working.begin()
        self.send_off(lambda: self._signed(call), self._sent, self._failed)

    def _signed(self, call: OwnActCall) -> tuple[OwnActDone, CaseLife | None, DocumentAnswer | None]:
        """Signs, then asks for the copy; that it was signed counts, whether or not the copy comes at once."""
        sync = self.station.sync
        done, life = sync.own_act(call), sync.life(call.query)
        if life is None or life.pledge is None:
            return done, life, None
        try:
            return done, life, sync.document(DocumentQuery(query=call.query, number=life.pledge.paper))
        except Problem:
            return done, life, None

    def _sent(self, what: tuple[OwnActDone, CaseLife | None, DocumentAnswer | None]) -> None:
        inquiry = self.draft.inquiry
        inquiry.act_done, life, copy = what
        inquiry.life = life or inquiry.life
        self.draft.inks.pop(self.kept_as, None)
        if copy is None:
            self.answered.emit("told")
            return
        inquiry.paper = copy
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.setEnabled(True)
        self.working.rest()
        self.trouble(problem)


class PledgeSignedPage(PaperPage):
    """The petitioner's copy, with their signature on its paper; the unit has the same in the case."""

    name = "pledge_signed"

    def build(self) -> None:
        super().build()
        self.title.setText(self.words.title)
        self.choices.remove(self.hear)  # three do not fit below in a longer language
        self.head.addWidget(self.hear)
        self.action(_("好的"), "leave", kind="secondary", icon="check")

    def guidance(self) -> str:
        return self.words.spoken
