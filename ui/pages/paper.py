"""One document of a case: its words whole, read aloud, and printed."""

import base64

from core.language import N_, _
from core.wire import DocumentAnswer
from ui.base.page import Page
from ui.documents.printable import Printable
from ui.pages.printout import Printout
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label

NO_FILE = N_("这份文书太长，这里打不了。请到办事单位领。")


class PaperPage(Page):
    name = "paper"

    def build(self) -> None:
        theme, paper = self.station.theme, self._paper
        self.title.setText(paper.title)
        scroll = LongScroll(theme, theme.length("gap"))
        card = Card(theme)
        for paragraph in paper.text.split("\n"):
            card.add(Label(paragraph, "told"))
        scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.printout = Printout(self.station, "document", _("文书"))
        self.body.addWidget(self.printout)
        self.printout.note.hide()
        self.hear = self.button(_("念给我听"), icon="speaker")
        self.hear.clicked.connect(self._read_aloud)
        self.choices.append(self.hear)
        self.print = self.button(_("打印带走"), kind="primary", icon="printer")
        self.print.clicked.connect(self._print)
        self.print.setEnabled(bool(paper.pdf))
        self.choices.append(self.print)
        if not paper.pdf:
            self.printout.note.say(_(NO_FILE))

    @property
    def _paper(self) -> DocumentAnswer:
        paper = self.draft.inquiry.paper
        assert paper is not None
        return paper

    def to_print(self) -> Printable | None:
        pdf = self._paper.pdf
        return Printable("document", _("文书"), lambda: base64.b64decode(pdf)) if pdf else None

    def _read_aloud(self) -> None:
        self.station.speech_output.say(self._paper.text)

    def _print(self) -> None:
        self.print.setEnabled(False)
        self.printout.print(base64.b64decode(self._paper.pdf))

    def guidance(self) -> str:
        return _("这是{title}。可以听，也可以打印带走。").format(title=self._paper.title)
