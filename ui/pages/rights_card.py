"""The rights card: what stands on it, whether it is genuine, and its paper."""

from collections.abc import Sequence
from html import escape

from core.date_format import day
from core.language import N_, _
from core.rights_card import RightsCard
from core.sentences import joined
from ui.base.page import Page
from ui.documents.sheet import ROLL, pdf, picture
from ui.pages.printout import Printout
from ui.platform import life_words
from ui.platform import rights_card_words as words
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.qr import qr_png
from ui.widgets.text import Label


class RightsCardPage(Page):
    """A card that was just made can be printed; one that was laid under the camera is shown."""

    name = "rights_card"

    def build(self) -> None:
        theme, card = self.station.theme, self._card
        self.head.addWidget(Label(_("平台编号\u3000{case_number}").format(case_number=card.case_number), "label"))
        scroll = LongScroll(theme, theme.length("gap"))
        about, steps = Card(theme, "sunny"), Card(theme)
        about.add(Label(self._about, "told"))
        for line in words.lines(card):
            steps.add(Label(line, "strong"))
        scroll.column.addWidget(about)
        scroll.column.addWidget(steps)
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.printout = Printout(self.station, "rights-card", _("权益保障卡"))
        self.printout.note.hide()
        self.body.addWidget(self.printout)
        if self.draft.inquiry.card_text:
            self.print = self.button(_("打印带走"), kind="primary", icon="printer")
            self.print.clicked.connect(self._print)
            self.choices.append(self.print)
        else:
            self.action(_("看看现在办到哪一步"), "number", icon="search")

    @property
    def _card(self) -> RightsCard:
        card = self.draft.inquiry.card
        assert card is not None
        return card

    @property
    def _about(self) -> str:
        until = _("上面记着到{day}为止办了什么。").format(day=day(self._card.as_of))
        return until if self.draft.inquiry.card_text else joined(_("这张卡是真的。"), until)

    def guidance(self) -> str:
        return joined(self._about, *(_("{step}。").format(step=line) for line in words.lines(self._card)))

    def _print(self) -> None:
        self.print.setEnabled(False)
        inquiry, site = self.draft.inquiry, self.station.settings.terminal.site
        evaluated = bool(inquiry.view and inquiry.view.evaluated)
        can = life_words.abilities(inquiry.life.can, evaluated=evaluated) if inquiry.life else []
        self.printout.print(rights_card_document(self._card, inquiry.card_text, can, site, band=self.station.band))


QR_PX = 210
"""About fifty millimetres on the roll: a signed code has many dots."""
CARRY = N_("请随身带着。放到本省任何一台阳光窗口的摄像头下面，都能看是真是假、办到哪一步。上面没有您的姓名和证件号。")


def rights_card_document(card: RightsCard, text: str, can: Sequence[str], site: str, *, band: str) -> bytes:
    """Returns the PDF. `text`: what the code holds; `can`: what the petitioner can do, in sentences."""
    head = f"<p align='center'>{_('阳光窗口')}\u3000{escape(site)}</p><h2 align='center'>{_('权益保障卡')}</h2>"
    number = f"<p>{_('平台编号')}<br><b style='font-size:12pt'>{escape(card.case_number)}</b></p>"
    steps = "<br>".join(escape(line) for line in words.lines(card))
    able = "".join(f"<p>{escape(each)}</p>" for each in can)
    now = f"<p><b>{_('您现在可以')}</b></p>{able}" if able else ""
    until = f"<p><b>{escape(_('到{day}为止').format(day=day(card.as_of)))}</b></p>"
    code = f"<p align='center'>{picture(qr_png(text), QR_PX)}</p>"
    html = f"{head}<hr>{number}{until}<p>{steps}</p>{now}<hr>{code}<p>{escape(_(CARRY))}</p>"
    return pdf(html, ROLL, margin_mm=5, points=10.5, band=band)
