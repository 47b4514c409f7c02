"""The terminal's own slip, where the platform has not answered yet: large, printed, and exact about where the petition
is."""

from PySide6.QtCore import Qt

from core.flow import ON
from core.language import N_, _
from core.outbox_state import OutboxState
from core.problems import Problem
from core.receipt import Slip
from core.sentences import joined, label, sentence_of
from ui.base.card_reminder import reminder
from ui.base.page import Page
from ui.base.page_words import spelled
from ui.documents.slip import slip_document
from ui.pages.printout import Printout
from ui.pages.route_cards import offer_notice
from ui.speech.announcement import Announcement
from ui.widgets.card import Card
from ui.widgets.large_code import LargeCode
from ui.widgets.qr import QrCode
from ui.widgets.text import Label

SEEN_MS = 5000
"""Milliseconds a slip stays at least, even if the platform answers sooner."""

ASK_STAFF = N_("请拿着回执找工作人员。")
WHAT_NOW = N_("不用再交一次，有了网会自己送。凭这个号码，可以回这台机器查。")


class SlipPage(Page):
    """The receipt's page follows once the slip was seen, spoken and printed (or could not be)."""

    name = "slip"

    def build(self) -> None:
        theme, slip = self.station.theme, self._slip
        self.state = Label(label(OutboxState.SAVED), "good")
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.why = Label("", "notice")
        self.why.hide()
        wide = theme.landscape
        card = Card(theme)
        card.column.addStretch(1)
        card.add(Label(_("本机回执号（不是平台编号）"), "label"))
        card.add(
            LargeCode(
                theme,
                slip.local_number,
                width_mm=260 if wide else 220,
                most_mm=20 if theme.large else 32,
            )
        )
        card.column.addStretch(1)
        self.paper = Printout(self.station, "slip", _("本机回执"), reminder(self.draft))
        both = self.split()
        both.addWidget(card, 1)
        both.addWidget(
            QrCode(theme, slip.local_number, side_mm=56 if theme.large else 72 if wide else 80),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        self.head.addWidget(self.state)
        self.body.addWidget(self.why)
        self.body.addLayout(both, 1)
        self.what_now = Label(_(WHAT_NOW), "lead")
        self.body.addWidget(self.what_now)
        self.body.addWidget(self.paper)
        self.notice = offer_notice(self)
        self.way_out = self.action(_("办好了，离开"), "leave", kind="secondary", icon="home")
        self.way_out.setEnabled(False)
        self.told = Announcement(self, self.station.speech_output)
        self.told.done.connect(self._was_told)
        self.left = False

    @property
    def _slip(self) -> Slip:
        assert self.draft.slip is not None
        return self.draft.slip

    def enter(self) -> None:
        station = self.station
        station.sync.changed.connect(self._changed)
        self.paper.printed.connect(self._printed)
        self.paper.failed.connect(self._not_printed)
        self.told.begin(SEEN_MS)
        state, site = station.sync.status(self._slip.item).state, station.settings.terminal.site
        self.paper.print(
            slip_document(station.theme, self._slip, site, state, self.draft.people_on_paper, band=station.band)
        )
        self._changed(self._slip.item)

    def leave(self) -> None:
        self.left = True
        self.told.stop()

    @property
    def _said(self) -> str:
        return _("已经存好了。您的本机回执号是，{local_number}。").format(local_number=spelled(self._slip.local_number))

    def guidance(self) -> str:
        return joined(self._said, self.paper.promise)

    def _was_told(self) -> None:
        self.way_out.setEnabled(True)
        self._go_on()

    def _printed(self) -> None:
        self.draft.slip_printed = True
        self._go_on()

    def _not_printed(self, problem: Problem) -> None:
        self.station.speech_output.say(joined(sentence_of(problem), self._said))

    def _changed(self, item: object) -> None:
        if item != self._slip.item:
            return
        status = self.station.sync.status(self._slip.item)
        stuck = status.state is OutboxState.QUARANTINED
        self.state.say(label(status.state), "alarm" if stuck else "good")
        why = sentence_of(status.why)
        self.why.say(joined(why, _(ASK_STAFF)) if stuck else why)
        self.what_now.setVisible(not stuck)
        self.draft.receipt = status.receipt
        self._go_on()

    def _go_on(self) -> None:
        """Goes to the receipt, once, and not while a number is being read out."""
        if self.draft.receipt and self.way_out.isEnabled() and not (self.left or self.paper.busy or self.notice.busy):
            self.answered.emit(ON)
