"""Query by code and the last four digits of the petitioner's ID number; both are required."""

from PySide6.QtWidgets import QVBoxLayout

from core.case import CaseView
from core.case_life import CaseLife
from core.flow import ON
from core.language import N_, _
from core.problems import DateWrong, NoAnswer, NotFound, Problem, UnknownItem
from core.sentences import sentence_of
from core.wire import CaseQuery
from ui.base.confirmation import ask_before_losing
from ui.base.page import Page
from ui.entry.code_field import CodeField
from ui.entry.digit_pad import DigitPad
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.card import Card

NO_DIGITS = "0000"
"""What is sent where none are asked for: a case with digits of its own does not open to them."""
UNREACHED = N_("平台现在没有答复。")


class CodeQueryPage(Page):
    """The page to enter both. A code that the camera has read is filled in already."""

    name = "code_query"

    def build(self) -> None:
        theme = self.station.theme
        self.code = CodeField(theme, _("查询码"), groups=(4, 4, 4, 4))
        self.last = CodeField(theme, _("身份证或手机号后四位"), groups=(4,))
        self.entry = self.code
        card = Card(theme)
        for entry in (self.code, self.last):
            entry.setMinimumHeight(theme.px(30))
            entry.chosen.connect(self._choose)
            card.add(entry)
        self.pad = DigitPad(theme, "X")
        self.pad.wrote.connect(self._write)
        self.pad.erased.connect(lambda: self._show(self.entry.value[:-1]))
        self.working = BusyIndicator(theme, _("正在查"))
        both = self.split()
        both.addLayout(self._asked(card))
        both.addWidget(self.pad, 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self.working)
        self.ask = self.button(_("查询"), kind="primary", icon="search")
        self.ask.clicked.connect(self._ask)
        self.choices.append(self.ask)
        self.code.show_text(self.draft.inquiry.query_code)
        self._choose(self.last if self.code.full else self.code)

    def _asked(self, card: Card) -> QVBoxLayout:
        """Builds the two fields, and a button for people who have no code yet."""
        column = QVBoxLayout()
        column.setSpacing(self.station.theme.length("gap"))
        column.addWidget(card)
        self.digitless = self.button(_("检举控告，不用后四位"), icon="lock")
        self.digitless.clicked.connect(self._ask_without_digits)
        column.addWidget(self.digitless)
        codeless = self.button(_("没有查询码，用本机回执查"), icon="document")
        codeless.clicked.connect(self._without_code)
        column.addWidget(codeless)
        column.addStretch(1)
        return column

    def _without_code(self) -> None:
        ask_before_losing(self.station, self.window(), self.unkept(), lambda: self.answered.emit("slip"))

    def guidance(self) -> str:
        return _("回执看到了。请再输身份证或者手机号的后四位。") if self.code.full else self.words.spoken

    def _choose(self, entry: CodeField) -> None:
        self.entry = entry
        for each in (self.code, self.last):
            each.setChecked(each is entry)
        self._refresh()

    def _write(self, key: str) -> None:
        self._show(self.entry.value + key)
        if self.entry is self.code and self.code.full:
            self._choose(self.last)

    def _show(self, text: str) -> None:
        self.entry.show_text(text)
        self._refresh()

    def unkept(self) -> str:
        return _("按好的号码") if self.code.value or self.last.value else ""

    def _refresh(self) -> None:
        self.ask.setEnabled(self.code.full and self.last.full)
        self.digitless.setEnabled(self.code.full)

    def _ask_without_digits(self) -> None:
        """Asks about an accusation, whose code alone opens number and day (decision 0004)."""
        self._ask_with(NO_DIGITS)

    def _ask(self) -> None:
        self._ask_with(self.last.value)

    def _ask_with(self, last_four: str) -> None:
        query = CaseQuery(query_code=self.code.value, last_four=last_four)
        self.draft.inquiry.query_code, self.draft.inquiry.last_four = query.query_code, query.last_four
        self.unsay()
        self.working.begin()
        for each in (self.ask, self.digitless):
            each.setEnabled(False)
        self.station.tasks.run(lambda: self._look_up(query), owner=self, done=self._found, failed=self._failed)

    def _look_up(self, query: CaseQuery) -> tuple[CaseView, CaseLife | None]:
        view = self.station.sync.query(query)
        return view, self.station.sync.life(query)

    def _found(self, told: tuple[CaseView, CaseLife | None]) -> None:
        self.draft.inquiry.view, self.draft.inquiry.life = told
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        """Shows what is known on this terminal where the platform does not answer, and says that it is only that."""
        self.working.rest()
        if isinstance(problem, NoAnswer) and self._known_here():
            self.draft.inquiry.silence = sentence_of(problem) if isinstance(problem, DateWrong) else _(UNREACHED)
            self.answered.emit("kept")
            return
        if isinstance(problem, NotFound):
            self.last.show_text("")
            self._choose(self.last)
        self._refresh()
        self.trouble(problem)

    def _known_here(self) -> bool:
        try:
            self.draft.inquiry.standing = self.station.sync.by_code(self.code.value)
        except UnknownItem:
            return False
        return True
