"""The oral record as it was understood: six short lines in the person's own words."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme
from ui.widgets.text import Label
from ui.words import questions

UNDERSTOOD = "我听到的要点"
LONGEST = 40
NOT_SAID = "没有说"


class RecordList(QWidget):
    """Slots of the record and what was said of them; `asking` is the one now being asked for."""

    def __init__(self, theme: Theme, record: Mapping[str, str], asking: str = "") -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length("gap"))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(1, 1)
        for row, (slot, text) in enumerate(record.items()):
            name = Label(questions()[slot].name, "label")
            name.setFixedWidth(theme.px(26))
            said = Label(_short(text) or ("正在问" if slot == asking else NOT_SAID), "body" if text else "label")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)


def _short(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
