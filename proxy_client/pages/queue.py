"""Everything handed in here and its state; it names no person and no content. Items that need a person come first."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from core.date_format import moment
from core.language import N_, _
from core.outbox_state import OutboxState
from core.sentences import label, sentence_of
from proxy_client.health_warnings import changes, health_warnings, waits
from proxy_client.keys_sheet import KeysSheet
from sync.closing import Closing, closing
from sync.item import Item
from ui.base.page import Page
from ui.startup.machine_check import MachineCheck
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

COLUMNS = (N_("本机回执号"), N_("状态"), N_("时间"), N_("平台编号"))
WITHDRAWN = N_("委托人撤回了委托。这件不要再办，也不要再查。")
RELEASED = N_("已由人工接手")


class QueuePage(Page):
    name = "queue"

    def build(self) -> None:
        self.list = Scroll(self.station.theme.length("gap"))
        self.body.addWidget(self.list, 1)
        self.check = MachineCheck(self.station.theme, self.station.tasks, self.station.sync.home)
        self.check.shown.connect(self._look_at_found)
        self.action(_("知道了"), icon="check")
        self._refresh()

    def _look_at_found(self) -> None:
        """Scrolls to what was found, once it has its place."""
        QTimer.singleShot(0, self, lambda: self.list.ensureWidgetVisible(self.check))

    def enter(self) -> None:
        self.station.sync.changed.connect(self._refresh)

    def _refresh(self) -> None:
        column = self.list.column
        column.removeWidget(self.check)  # what was found stays where the list is read anew
        self.list.clear()
        today = self.station.now().date()
        for worry in health_warnings(self.station.sync, today, self.station.settings_problems):
            column.addWidget(Label(worry, "alarm"))
        if waits(self.station.sync):
            column.addWidget(self._confirming())
        for change in changes(self.station.sync, self.station.now()):
            column.addWidget(Label(change, "notice"))
        items = self.station.sync.items()
        day = closing(items, today, today)
        column.addWidget(Label(_summed_up(day) if items else _("这里还没有交过信访件。"), "notice"))
        waiting = sorted(day.open, key=lambda item: (not item.quarantined, item.created))
        self._show(_("还没有登记的"), waiting)
        settled = [item for item in items if item.settled]
        self._show(_("办妥的"), sorted(settled, key=lambda item: item.created, reverse=True))
        column.addWidget(self.check)
        column.addStretch(1)

    def _confirming(self) -> Button:
        button = self.button(_("核对新的封存钥匙"), icon="lock")
        button.clicked.connect(self._ask)
        return button

    def _ask(self) -> None:
        self.asked = KeysSheet(self.station, self.window())
        self.asked.confirmed.connect(self._refresh)

    def _show(self, title: str, items: list[Item]) -> None:
        if items:
            card = Card(self.station.theme)
            card.add(Label(title, "strong"))
            card.add(self._table(items))
            self.list.column.addWidget(card)

    def _table(self, items: list[Item]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.station.theme.length("gap"))
        for column, name in enumerate(COLUMNS):
            grid.addWidget(Label(_(name), "label"), 0, column)
            grid.setColumnStretch(column, 1)
        row, withdrawn = 1, self.station.sync.withdrawn()
        for item in items:
            for column, text in enumerate(_cells(item)):
                grid.addWidget(Label(text, "strong" if column == 1 else "body"), row, column)
            row += 1
            if str(item.item) in withdrawn:
                grid.addWidget(Label(_(WITHDRAWN), "small"), row, 1, 1, 3)
                row += 1
            if item.why:
                grid.addWidget(Label(sentence_of(item.why), "small"), row, 1, 1, 3)
                row += 1
        return holder


def _summed_up(day: Closing) -> str:
    """Returns the day's summary (日清) in one line."""
    said = _("今天收件{filed}件，平台已登记{registered}件。没有登记的一共{count}件").format(
        filed=day.filed, registered=day.registered, count=len(day.open)
    )
    stuck = sum(item.quarantined for item in day.open)
    return (
        _("{said}，其中{stuck}件待人工处理，请找运维人员。").format(said=said, stuck=stuck)
        if stuck
        else _("{said}。").format(said=said)
    )


def _cells(item: Item) -> tuple[str, ...]:
    number = item.receipt.case_number if item.receipt else _("还没有")
    taken_over = item.released and item.state is OutboxState.QUARANTINED
    state = _(RELEASED) if taken_over else label(item.state)
    return item.local_number, state, moment(item.since), number
