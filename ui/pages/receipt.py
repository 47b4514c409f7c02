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
from ui.platform.next_steps import next_steps, usual_unit
from ui.speech.announcement import Announcement
from ui.widgets.card import Card
from ui.widgets.large_code import LargeCode
from ui.widgets.qr import QrCode
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

HOW_TO_ASK = N_("来查进度，把回执放在摄像头下面，或者输这个码；再输身份证或手机号后四位。")
SEEN_MS = 3000
"""Milliseconds the code stays at least, also without a voice."""
REPLACED = N_("请留登记回执，刚才那张本机回执不用留了。")


class ReceiptPage(Page):
    name = "receipt"

    def build(self) -> None:
        self.state = Label("", "good")
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paper = Printout(self.station, "receipt", _("登记回执"), reminder(self.draft))
        both = self.split()
        both.addWidget(self._asking(), int(self.station.theme.landscape))
        both.addWidget(self._beside(), 1)
        self.head.addWidget(self.state)
        if self.draft.slip_printed:
            self.lead.setText(_(REPLACED))
        self.body.addLayout(both, 1)
        self.body.addWidget(self.paper)
        self.way_out = self.action(_("办好了，离开"), "leave", icon="home")
        self.way_out.setEnabled(False)
        self.told = Announcement(self, self.station.speech_output)
        self.told.done.connect(self._was_told)

    @property
    def _receipt(self) -> Receipt:
        assert self.draft.receipt is not None
        return self.draft.receipt

    def _asking(self) -> Card:
        """Builds the card with what is needed to ask later, and nothing else."""
        theme, code = self.station.theme, self._receipt.query_code
        card = Card(theme)
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
            how = Label(_(HOW_TO_ASK), "body")
            how.setMinimumHeight(theme.px(48))
            row.addWidget(how, 1)
        card.column.addLayout(row)
        return card

    def _beside(self) -> Card:
        """Builds the card with the case number and the next steps."""
        coming = Card(self.station.theme, "sunny")
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
        self.paper.print(receipt_document(station.theme, receipt, site, self._outlook(), slip, band=station.band))

    def leave(self) -> None:
        self.told.stop()

    def _was_told(self) -> None:
        self.way_out.setEnabled(True)

    def _outlook(self) -> list[str]:
        draft, station = self.draft, self.station
        unit = usual_unit(station.province, draft.category, draft.purpose)
        earlier = station.sync.status(self._receipt.item).earlier
        return next_steps(station.province, self._receipt, draft.purpose, unit, earlier)

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
        """Returns what is said aloud; where a slip was printed, also that the receipt replaces it."""
        replaced = _(REPLACED) if self.draft.slip_printed else ""
        return _("平台已经登记。以后查进度，用查询码，{query_code}。{replaced}").format(
            query_code=spelled(self._receipt.query_code), replaced=replaced
        )

    def guidance(self) -> str:
        return joined(self._said, self.paper.promise)

    def _not_printed(self, problem: Problem) -> None:
        self.station.speech_output.say(joined(sentence_of(problem), self._said))
