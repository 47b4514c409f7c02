"""What was handed in here and where it is now: never for whom, never about what."""

from PySide6.QtWidgets import QGridLayout, QWidget

from sync.item import Item
from ui.page import Page
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

COLUMNS = ("本机受理号", "状态", "时间", "平台编号")


class QueuePage(Page):
    name = "queue"

    def build(self) -> None:
        self.list = Scroll(self.station.theme.length("gap"))
        self.body.addWidget(self.list, 1)
        self.action("知道了", icon="check")
        self._refresh()

    def enter(self) -> None:
        self.station.postbox.changed.connect(self._refresh)

    def _refresh(self) -> None:
        while item := self.list.column.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        items = sorted(self.station.postbox.items(), key=lambda item: item.created, reverse=True)
        if items:
            card = Card(self.station.theme)
            card.add(self._table(items))
            self.list.column.addWidget(card)
        else:
            self.list.column.addWidget(Label("这里还没有交过信访件。", "notice"))
        self.list.column.addStretch(1)

    def _table(self, items: list[Item]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.station.theme.length("gap"))
        for column, name in enumerate(COLUMNS):
            grid.addWidget(Label(name, "label"), 0, column)
            grid.setColumnStretch(column, 1)
        row = 1
        for item in items:
            for column, text in enumerate(_cells(item)):
                grid.addWidget(Label(text, "strong" if column == 1 else "body"), row, column)
            row += 1
            if item.why:
                grid.addWidget(Label(item.why, "small"), row, 1, 1, 3)
                row += 1
        return holder


def _cells(item: Item) -> tuple[str, ...]:
    number = item.receipt.case_number if item.receipt else "还没有"
    return item.local_number, item.state.label, f"{item.since.astimezone():%m月%d日 %H:%M}", number
