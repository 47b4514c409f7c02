"""Ways to ask about a matter, the easiest first: the card, a paper from here, or the number on it."""

from PySide6.QtWidgets import QVBoxLayout

from core.language import N_, _
from ui.base.page import Page
from ui.widgets.button import ChoiceButton
from ui.widgets.text import Label

WAYS = (
    ("card", N_("放身份证"), N_("看您名下有几件，办到哪一步"), "card"),
    ("scan", N_("放回执"), N_("把回执上的二维码放到摄像头下面"), "qr"),
    ("number", N_("输号码"), N_("输回执上的号码"), "keyboard"),
)
ACCUSATIONS = N_("检举控告只能用回执上的查询码来查。")


class QueryPage(Page):
    name = "query"
    long = True

    def build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(self.station.theme.length("margin"))
        for choice, text, note, icon in WAYS:
            door = ChoiceButton(self.station.theme, _(text), _(note), icon=icon, height_mm=46, tall=True)
            door.clicked.connect(lambda _=False, choice=choice: self.answered.emit(choice))
            column.addWidget(door, 1)
        self.body.addLayout(column, 1)
        self.body.addWidget(Label(_(ACCUSATIONS), "small"))
