"""The platform's receipt: case number and query code, shown, spoken, printed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.outbox_state import OutboxState
from core.problems import Problem
from core.receipt import Receipt
from ui.documents.slip import receipt_document
from ui.outlook import outlook, usual_unit
from ui.page import Page
from ui.widgets.card import Card
from ui.widgets.qr import QrCode
from ui.widgets.text import Label


class ReceiptPage(Page):
    name = "receipt"

    def build(self) -> None:
        theme = self.station.theme
        receipt = self.draft.receipt
        assert receipt is not None
        self.state = Label("", "good")
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note = Label("登记回执正在打印。", "lead")
        coming = Card(theme, "sunny")
        for sentence in self._outlook():
            coming.add(Label(sentence, "body"))
        both = self.split()
        both.addWidget(self._numbers(receipt), 1)
        both.addLayout(self._code(receipt), 1)
        self.body.addWidget(self.state)
        self.body.addLayout(both)
        self.body.addWidget(coming)
        self.body.addStretch(1)
        self.action("办好了，离开", "leave", icon="home")

    def _numbers(self, receipt: Receipt) -> Card:
        card = Card(self.station.theme)
        for name, value in (("平台编号", receipt.case_number), ("查询码", receipt.query_code)):
            card.add(Label(name, "label"))
            card.add(Label(value, "number"))
        return card

    def _code(self, receipt: Receipt) -> QVBoxLayout:
        """The code for a telephone's camera, how to use it, and the paper."""
        theme = self.station.theme
        row = QHBoxLayout()
        row.setSpacing(theme.length("margin"))
        row.addWidget(QrCode(theme, receipt.query_code, side_mm=48))
        row.addWidget(Label("来这台机器，按“查进度”，输查询码和身份证或手机号后四位，就能看到办到哪一步。", "body"), 1)
        column = QVBoxLayout()
        column.setSpacing(theme.length("gap"))
        column.addLayout(row)
        column.addWidget(self.note)
        return column

    def enter(self) -> None:
        station, receipt = self.station, self.draft.receipt
        assert receipt is not None
        station.postbox.changed.connect(self._show_state)
        self._show_state(receipt.item)
        document = receipt_document(station.theme, receipt, station.settings.terminal.site, self._outlook())
        station.tasks.run(
            lambda: station.printer.print(document, "receipt"),
            owner=self,
            done=lambda _: self.note.setText("登记回执已经打印，请收好。"),
            failed=self._not_printed,
        )

    def _outlook(self) -> list[str]:
        draft, station = self.draft, self.station
        assert draft.receipt is not None
        unit = usual_unit(station.province, draft.category, draft.purpose)
        earlier = station.postbox.status(draft.receipt.item).earlier
        return outlook(station.province, draft.receipt, draft.purpose, unit, earlier)

    def _show_state(self, item: object) -> None:
        """Registered is the text; papers may still be on their way."""
        receipt = self.draft.receipt
        if receipt is None or item != receipt.item:
            return
        whole = self.station.postbox.status(receipt.item).state is OutboxState.REGISTERED
        self.state.setText(f"{OutboxState.REGISTERED.label}，{'提交成功' if whole else '材料还在送'}")

    def guidance(self) -> str:
        receipt = self.draft.receipt
        assert receipt is not None
        return f"平台已经登记。您的查询码是，{' '.join(receipt.query_code)}。请取走回执。"

    def _not_printed(self, problem: Problem) -> None:
        self.note.say(problem.sentence, "alarm")
        self.station.teller.say(f"{problem.sentence}{self.guidance()}")
