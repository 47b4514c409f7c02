"""The sheet 快捷键: every action that has keys, by menu."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from core.language import N_, _
from proxy_client.menus import MENUS, ROWS
from ui.base.overlay import WideSheet
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

EVERYWHERE = (
    ("Tab", N_("到下一处")),
    ("Shift+Tab", N_("到上一处")),
    ("Space", N_("按下选中的按钮")),
    ("Return", N_("按下选中的按钮，没选就按这一页的主按钮")),
    ("Esc", N_("关上眼前的这一张，什么也不改")),
    ("Alt+F", N_("打开菜单“文件”；别的菜单，按括号里的字母")),
)
"""Keys that belong to no menu."""


class ShortcutSheet(WideSheet):
    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(station, parent, _("快捷键"), "")
        self.tell("")
        scroll = Scroll(station.theme.length("gap"))
        for title, rows in self._groups():
            scroll.column.addWidget(Label(title, "strong"))
            scroll.column.addLayout(self._table(rows))
        scroll.column.addStretch(1)
        self.middle.addWidget(scroll, 1)
        done = Button(station.theme, _("知道了"), kind="primary", icon="check")
        done.clicked.connect(self.end)
        self.escape = done
        self.buttons.addWidget(done, 1)

    @staticmethod
    def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
        """Returns for each menu the name and the keys of its actions; first what works everywhere."""
        shown = [(_("在哪一页都一样"), [(_(text), _keys(QKeySequence(keys))) for keys, text in EVERYWHERE])]
        for menu in MENUS:
            rows = [(_(row.text), _keys(row.sequences[0])) for row in ROWS if row.menu == menu and row.sequences]
            if rows:
                shown.append((_(menu), rows))
        return shown

    def _table(self, rows: list[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.station.theme.length("margin"))
        grid.setVerticalSpacing(self.station.theme.px(2))
        grid.setColumnMinimumWidth(0, self.station.theme.text_mm(68))
        grid.setColumnStretch(1, 1)
        for number, (text, keys) in enumerate(rows):
            name = Label(keys, "label")
            name.setWordWrap(False)
            grid.addWidget(name, number, 0)
            grid.addWidget(Label(text, "body"), number, 1)
        return grid


def _keys(sequence: QKeySequence) -> str:
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
