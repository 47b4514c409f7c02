"""The platform's receipt: the query code in large type and the case number; shown, spoken, printed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from core.language import N_, _
from core.outbox_state import OutboxState
from core.problems import Problem
from core.receipt import Receipt
from core.sentences import joined, label, sentence_of
from ui.base.card_reminder import reminder
from ui.base.page import Page
from ui.base.page_words import spelled
from ui.documents.slip import receipt_document
from ui.pages.printout import Printout
from ui.pages.route_cards import offer_notice
from ui.platform.next_steps import next_steps, usual_unit
from ui.speech.announcement import Announcement
from ui.widgets.card import Card
from ui.widgets.large_code import LargeCode
from ui.widgets.qr import QrCode
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

HOW_TO_ASK = N_("来查进度，把回执放在摄像头下面，或者输这个码；再输身份证或手机号后四位。")
HOW_TO_ASK_SEALED = N_("把回执放在摄像头下面，或者输这个码，就能查到编号和日期。不用输后四位。")
SEEN_MS = 3000
"""Milliseconds the code stays at least, also without a voice."""
BY_OWN_CARD = N_("各位代表用自己的身份证，也能查办到哪一步。")
JOINED = N_("平台收到了您的补充，已经并到原来那一件里。办这件事的单位看得到。")
OLD_CODE = N_("查进度，还用原来的查询码。")
APART = N_("没能并到原来那一件，另外登记成了一件，有自己的查询码。")
REPLACED_ADDED = N_("请留补充回执，刚才那张本机回执不用留了。")
REPLACED = N_("请留登记回执，刚才那张本机回执不用留了。")


class ReceiptPage(Page):
    name = "receipt"

    def build(self) -> None:
        self.state = Label("", "good")
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        paper = _("补充回执") if self._joined else _("登记回执")
        self.paper = Printout(self.station, "receipt", paper, reminder(self.draft))
        both = self.split()
        both.addWidget(self._asking(), int(self.station.theme.landscape))
        both.addWidget(self._beside(), 1)
        self.head.addWidget(self.state)
        if self._joined:
            self.lead.setText(_(OLD_CODE))
        if self.draft.slip_printed:
            self.lead.setText(self._replaced)
        self.body.addLayout(both, 1)
        self.body.addWidget(self.paper)
        self.notice = offer_notice(self)
        self.way_out = self.action(_("办好了，离开"), "leave", icon="home")
        self.way_out.setEnabled(False)
        self.told = Announcement(self, self.station.speech_output)
        self.told.done.connect(self._was_told)

    @property
    def _receipt(self) -> Receipt:
        assert self.draft.receipt is not None
        return self.draft.receipt

    @property
    def _joined(self) -> bool:
        """Whether it was joined to the case it adds to, which has a query code already."""
        return not self._receipt.query_code

    @property
    def _replaced(self) -> str:
        """Returns that this paper takes the place of the slip; empty where none was printed."""
        if not self.draft.slip_printed:
            return ""
        return _(REPLACED_ADDED) if self._joined else _(REPLACED)

    def _asking(self) -> Card:
        """Builds the card with what is needed to ask later, and nothing else."""
        theme, code = self.station.theme, self._receipt.query_code
        card = Card(theme)
        if self._joined:
            card.add(Label(_("补充到了这一件，平台编号"), "strong"))
            card.add(LargeCode(theme, self._receipt.case_number, width_mm=200 if theme.landscape else 226))
            card.column.addStretch(1)
            return card
        card.add(Label(_("查询码，查进度用这个"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(theme.length("margin"))
        if theme.large:  # there is no room, and the paper says how to ask
            row.addWidget(QrCode(theme, code, side_mm=40))
            row.addWidget(LargeCode(theme, code, width_mm=140), 1)
        else:
            card.add(LargeCode(theme, code, width_mm=200 if theme.landscape else 226))
            card.column.addStretch(1)
            row.addWidget(QrCode(theme, code, side_mm=56))
            how = Label(_(HOW_TO_ASK_SEALED if self.draft.accuses else HOW_TO_ASK), "body")
            how.setMinimumHeight(theme.px(48))
            row.addWidget(how, 1)
        card.column.addLayout(row)
        return card

    def _beside(self) -> Card:
        """Builds the card with the case number and the next steps."""
        coming = Card(self.station.theme, "sunny")
        if not self._joined:
            coming.add(Label(_("平台编号，存档用"), "label"))
            coming.add(Label(self._receipt.case_number, "strong"))
        rest = Scroll(self.station.theme.length("gap"))
        rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it can be moved; the code cannot
        rest.setMinimumHeight(self.station.theme.px(8))
        for sentence in self._outlook():
            rest.column.addWidget(Label(sentence, "body"))
        rest.column.addStretch(1)
        coming.column.addWidget(rest, 1)
        return coming

    def enter(self) -> None:
        station, receipt = self.station, self._receipt
        station.sync.changed.connect(self._show_state)
        self.paper.failed.connect(self._not_printed)
        self._show_state(receipt.item)
        self.told.begin(SEEN_MS)
        slip = self.draft.slip if self.draft.slip_printed else None
        site = station.settings.terminal.site
        outlook = None if self.draft.accuses else self._outlook()
        self.paper.print(
            receipt_document(
                station.theme, receipt, site, outlook, slip, band=station.band, people=self.draft.people_on_paper
            )
        )

    def leave(self) -> None:
        self.told.stop()

    def _was_told(self) -> None:
        self.way_out.setEnabled(True)

    def _outlook(self) -> list[str]:
        draft, station = self.draft, self.station
        if self._joined:
            return [_(JOINED)]
        unit = usual_unit(station.province, draft.category, draft.purpose)
        earlier = station.sync.status(self._receipt.item).earlier
        apart = [_(APART)] if draft.adds_to else []
        coming = apart + next_steps(station.province, self._receipt, draft.purpose, unit, earlier)
        return [*coming, _(BY_OWN_CARD)] if draft.company.representatives and not draft.accuses else coming

    def _show_state(self, item: object) -> None:
        """Shows the item's state: the text is registered, papers may still be on their way."""
        if item != self._receipt.item:
            return
        whole = self.station.sync.status(self._receipt.item).state is OutboxState.REGISTERED
        self.state.setText(
            _("{registered}，{what}").format(
                registered=label(OutboxState.REGISTERED), what=_("提交成功") if whole else _("材料还在送")
            )
        )

    @property
    def _said(self) -> str:
        """Returns what is said aloud, of an accusation no more than of anything else; where a slip was printed,
        also that the receipt replaces it."""
        replaced = self._replaced
        if self._joined:
            return joined(_(JOINED), _(OLD_CODE), replaced)
        if self.draft.adds_to:
            replaced = joined(_(APART), replaced)
        return _("平台已经登记。以后查进度，用查询码，{query_code}。{replaced}").format(
            query_code=spelled(self._receipt.query_code), replaced=replaced
        )

    def guidance(self) -> str:
        return joined(self._said, self.paper.promise)

    def _not_printed(self, problem: Problem) -> None:
        self.station.speech_output.say(joined(sentence_of(problem), self._said))
