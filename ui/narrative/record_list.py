"""The oral record as understood: up to six short lines in the person's own words."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QWidget

from core.language import N_
from ui.base.page_words import questions
from ui.theme.tokens import Theme
from ui.widgets.text import Label

UNDERSTOOD = N_("我听到的要点")
LONGEST = 40


class RecordList(QWidget):
    """The lines, slot by slot; a slot nobody spoke of has no line."""

    def __init__(self, theme: Theme, record: Mapping[str, str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length("gap"))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(1, 1)
        heard = {slot: text for slot, text in record.items() if text}
        letters = QFontMetrics(theme.font("body"))
        wide = max([theme.px(26), *(letters.horizontalAdvance(questions()[slot].name) for slot in heard)])
        for row, (slot, text) in enumerate(heard.items()):
            name = Label(questions()[slot].name, "label")
            name.setFixedWidth(wide)
            said = Label(_short(text))
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)


def _short(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
