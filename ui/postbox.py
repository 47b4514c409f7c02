"""The screen's view of `sync`: hand in, ask, evaluate; hear what moved. All but `status` and `items` may block."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.case import CaseLine, CaseView
from core.petition import Filing
from core.receipt import Slip
from core.wire import CardQuery, CaseQuery, EvaluationCall
from sync.item import Item
from sync.terminal import Terminal
from ui.bridge import Bridge


class Postbox(QObject):
    """`changed` carries the id of an item whose state is another now."""

    changed = Signal(object)

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal
        self._moves = Bridge(self)
        self._moves.came.connect(self.changed)
        terminal.engine.on_change(lambda item: self._moves.put(item.item))

    def accept(self, filing: Filing) -> Slip:
        return self._terminal.desk.accept(filing)

    def status(self, item: UUID) -> Item:
        return self._terminal.desk.status(item)

    def items(self) -> list[Item]:
        """Everything handed in at this terminal, the oldest first."""
        return self._terminal.desk.items()

    def query(self, query: CaseQuery) -> CaseView:
        return self._terminal.platform.query(query)

    def query_by_card(self, query: CardQuery) -> tuple[CaseLine, ...]:
        return tuple(self._terminal.platform.query_by_card(query).cases)

    def evaluate(self, call: EvaluationCall) -> None:
        self._terminal.platform.evaluate(call)
