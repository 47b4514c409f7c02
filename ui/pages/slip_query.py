"""Query by the number of the terminal's own slip: whether the item has arrived."""

from PySide6.QtCore import Qt

from core.flow import ON
from core.language import _
from core.problems import UnknownItem
from ui.base.page import Page
from ui.entry.code_field import CodeField
from ui.entry.digit_pad import DigitPad
from ui.widgets.card import Card


class SlipQueryPage(Page):
    name = "slip_query"

    def build(self) -> None:
        theme = self.station.theme
        self.number = CodeField(theme, _("本机回执号"), groups=(4, 6))
        self.number.setChecked(True)
        self.number.setCheckable(False)
        self.number.setMinimumHeight(theme.px(30))
        card = Card(theme)
        card.add(self.number)
        pad = DigitPad(theme)
        pad.wrote.connect(lambda key: self._show(self.number.value + key))
        pad.erased.connect(lambda: self._show(self.number.value[:-1]))
        both = self.split()
        both.addWidget(card, 0 if not theme.landscape else 1, Qt.AlignmentFlag.AlignTop)
        both.addWidget(pad, 1)
        self.body.addLayout(both, 1)
        self.ask = self.button(_("查询"), kind="primary", icon="search")
        self.ask.clicked.connect(self._ask)
        self.choices.append(self.ask)
        self._show("")

    def unkept(self) -> str:
        return _("按好的号码") if self.number.value else ""

    def _show(self, text: str) -> None:
        self.number.show_text(text)
        self.ask.setEnabled(self.number.full)

    def _ask(self) -> None:
        day, rest = self.number.value[:4], self.number.value[4:]
        try:
            self.draft.inquiry.standing = self.station.sync.by_slip(f"{day}-{rest}")
        except UnknownItem as problem:
            self.trouble(problem)
        else:
            self.draft.inquiry.silence = ""
            self.answered.emit(ON)
