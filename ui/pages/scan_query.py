"""Query by the QR code of one of our papers. The code holds the printed number and opens no more than it does."""

from core.flow import ON
from core.language import N_, _
from core.problems import Problem, UnknownItem
from core.receipt import local_number_in, query_code_in
from core.sentences import sentence_of
from trust.rights_card import BadCard, is_card
from ui.base.page import Page
from ui.camera.qr_scanner import QrScanner
from ui.camera.viewfinder import Viewfinder
from ui.platform.rights_card_words import REASONS
from ui.widgets.text import Label

PATIENT_LOOKS = 12
"""Looks without a code, after which a hint is given."""
LAY_IT = N_("请把二维码放到摄像头下面，放平。")
NEARER = N_("还没看清。请靠近一点，放平，别反光。")
FOREIGN = N_("这不是回执上的二维码。请放登记回执，或者本机回执。")


class ScanQueryPage(Page):
    """Answers ON after a receipt's code, which still needs the last four digits; "kept" after a slip's number,
    "rights_card" after a rights card, which is checked here."""

    name = "scan_query"
    needs = frozenset({"camera"})
    other_way = N_("输号码")

    def build(self) -> None:
        self.view = Viewfinder(self.station.theme)
        self.advice = Label(_(LAY_IT), "notice")
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.advice)
        self.action(_("输号码"), "number", kind="secondary", icon="keyboard")
        self.scanner = QrScanner(self, self.station.camera, self.station.tasks)
        self.scanner.looked.connect(self.take)
        self.vain = 0
        self.refused: str | None = None

    def enter(self) -> None:
        self.scanner.show_in(self.view)
        self.scanner.active = True

    def leave(self) -> None:
        self.scanner.active = False

    def take_other_way(self) -> None:
        self.answered.emit("number")

    def take(self, text: str) -> None:
        """Takes the text of a code, empty for none. A code that stays in view is judged once."""
        if not self.scanner.active or text == self.refused:
            return
        if not text:
            self.vain += 1
            self.advice.setText(_(NEARER) if self.vain >= PATIENT_LOOKS else _(LAY_IT))
            return
        self.vain = 0
        self.station.presence.alive()
        if code := query_code_in(text):
            self.scanner.active = False
            self.draft.inquiry.query_code = code
            self.answered.emit(ON)
        elif number := local_number_in(text):
            self._look_up(number)
        elif is_card(text):
            self._check(text)
        else:
            self._refuse(text, _(FOREIGN))

    def _look_up(self, number: str) -> None:
        try:
            self.draft.inquiry.standing = self.station.sync.by_slip(number)
        except UnknownItem as problem:
            self._refuse(number, sentence_of(problem))
            return
        self.scanner.active = False
        self.draft.inquiry.silence = ""
        self.answered.emit("kept")

    def _check(self, text: str) -> None:
        """Shows a rights card that is genuine; the network is not asked."""
        try:
            self.draft.inquiry.card = self.station.sync.check_card(text)
        except BadCard as bad:
            self._refuse(text, _(REASONS[bad.fault]))
            return
        except Problem as problem:  # not enrolled: nobody's key is known here
            self._refuse(text, sentence_of(problem))
            return
        self.scanner.active = False
        self.draft.inquiry.card_text = ""
        self.answered.emit("rights_card")

    def _refuse(self, text: str, sentence: str) -> None:
        self.refused = text
        self.say_in_place(sentence)
