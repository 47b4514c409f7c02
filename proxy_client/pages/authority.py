"""The letter of authority in full, read aloud; the principal signs beside it."""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.flow import ON
from core.language import N_, _
from core.person import Person
from core.problems import Problem
from core.sentences import joined, sentence_of
from proxy_client.authority_terms import hindrance
from ui.documents.authority import TITLE, Letter, authority_document, letter, masked, unsaid, whole
from ui.documents.printable import Printable
from ui.pages.earlier import look_for_earlier
from ui.pages.signing import CHANGED, SigningPage
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.signature import WriteAnew
from ui.widgets.text import Label

PRINTED = N_("委托书已经打印，请交给委托人。")
BY_HAND = N_("本人签。不会写字，画个圈也可以。")
ANEW = N_("请按返回，重新写委托书。")
FILED = N_("{title}存成了文件，没有出纸。")


class AuthorityPage(SigningPage):
    name = "authority"

    def build(self) -> None:
        theme = self.station.theme
        columns = QHBoxLayout()
        columns.setSpacing(theme.length("gap"))
        columns.addWidget(self._paper(self._letter(masked)), 2)
        columns.addLayout(self._signing(), 1)
        self.body.addLayout(columns, 1)
        self.paper = self.button(_("打印一份"), icon="printer")
        self.paper.clicked.connect(self._print)
        self.on = self.button(_("签好了"), kind="primary", icon="check")
        self.on.clicked.connect(self._signed)
        self.choices += [WriteAnew(theme, self.pad), self.paper, self.on]
        self.pad.changed.connect(self._refresh)
        self._heard = False
        self._asked = False
        self._refresh(False)
        self.show_kept()
        self._say_hindrance()

    def enter(self) -> None:
        self.station.speech_output.said.connect(self._was_said)

    def _was_said(self, words: str) -> None:
        """Notes that the whole letter was read aloud: only then the paper says so."""
        self._heard = self._heard or self._letter(unsaid).spoken in words

    @property
    def under(self) -> Hashable:
        """Returns the letter's contents with unmasked numbers."""
        return self._letter(whole)

    def unsign(self) -> None:
        self.draft.letter = b""

    def _paper(self, shown: Letter) -> Card:
        card = Card(self.station.theme)
        scroll = Scroll(self.station.theme.px(2))
        for name, content in shown.clauses:
            scroll.column.addWidget(Label(_("{name}：{content}").format(name=name, content=content)))
        for sentence in shown.declaration:
            scroll.column.addWidget(Label(sentence, "small"))
        scroll.column.addStretch(1)
        card.add(scroll)
        return card

    def _signing(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.station.theme.length("gap"))
        column.addWidget(Label(_("委托人签名：{name}").format(name=self.draft.petitioner.name), "strong"))
        column.addWidget(self.build_pad(), 1)
        self.note = Label(joined(_(CHANGED) if self.stale else "", _(BY_HAND)), "small")
        column.addWidget(self.note)
        return column

    def guidance(self) -> str:
        return _("{opening}{letter}听明白了，愿意，就请签名。").format(
            opening=super().guidance(), letter=self._letter(unsaid).spoken
        )

    def _letter(self, number: Callable[[Person], str]) -> Letter:
        draft = self.draft
        assert draft.agent is not None
        assert draft.authority is not None
        return letter(draft.petitioner, draft.agent, draft.authority, self.station.now().date(), number)

    def _refresh(self, signed: bool) -> None:
        self.paper.setEnabled(signed)
        self.on.setEnabled(signed)
        if signed and not self._asked:
            self._asked = True
            look_for_earlier(self, signed=True)

    def _document(self) -> bytes:
        return authority_document(self._letter(whole), self.pad.png(), band=self.station.band, read_aloud=self._heard)

    def to_print(self) -> Printable | None:
        return Printable("authority", _(TITLE), self._document) if self.pad.signed else None

    def _print(self) -> None:
        printer, document = self.station.printer, self._document()
        self.paper.setEnabled(False)
        self.station.tasks.run(
            partial(printer.print, document, "authority"),
            owner=self,
            done=lambda _path: self._printed(_(PRINTED) if printer.paper else _(FILED).format(title=_(TITLE))),
            failed=self._not_printed,
        )

    def _printed(self, note: str) -> None:
        self.note.setText(note)
        self.paper.setEnabled(self.pad.signed)

    def _not_printed(self, problem: Problem) -> None:
        """Shows that printing failed; the letter travels with the petition all the same."""
        self._printed(_("{title}没有打印出来，会随信访件一起交上去。").format(title=_(TITLE)))
        self.trouble(problem)

    def _say_hindrance(self) -> bool:
        """Says in place why the letter does not carry the filing by now; returns whether that is so."""
        problem = hindrance(self.draft, self.station.sync.latest_time(self.station.now()).date())
        if problem:
            self.note.say(joined(sentence_of(problem), _(ANEW)), "alarm")
        return problem is not None

    def _signed(self) -> None:
        if self._say_hindrance():
            return
        self.draft.letter = self._document()
        self.answered.emit(ON)
