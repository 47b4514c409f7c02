"""The local slip, at once: shown large, printed, and true about where the petition is."""

from PySide6.QtCore import Qt, QTimer

from core.flow import ON
from core.outbox_state import OutboxState
from core.problems import Problem
from core.receipt import Receipt
from ui.documents.slip import slip_document
from ui.page import Page
from ui.widgets.card import Card
from ui.widgets.qr import QrCode
from ui.widgets.text import Label

SEEN_MS = 5000
"""A slip stays long enough to be seen, however quick the platform is."""

ASK_STAFF = "请拿着回执找工作人员。"


class SlipPage(Page):
    name = "slip"

    def build(self) -> None:
        theme = self.station.theme
        slip = self.draft.slip
        assert slip is not None
        self.state = Label(OutboxState.SAVED.label, "good")
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = Card(theme)
        card.add(Label("本机回执号（不是平台编号）", "label"))
        card.add(Label(slip.local_number, "display"))
        self.why = Label("", "notice")
        self.why.hide()
        self.body.addWidget(self.state)
        self.body.addWidget(self.why)
        both = self.split()
        both.addWidget(card, 1)
        both.addWidget(QrCode(theme, slip.local_number, side_mm=62), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(both)
        self.note = Label("回执正在打印。您在的时候平台登记了，这里就换成登记回执。", "lead")
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.action("办好了，离开", "leave", kind="secondary", icon="home")

    def enter(self) -> None:
        station, slip = self.station, self.draft.slip
        assert slip is not None
        station.postbox.changed.connect(self._changed)
        document = slip_document(station.theme, slip, station.settings.terminal.site)
        station.tasks.run(
            lambda: station.printer.print(document, "slip"),
            owner=self,
            done=lambda _: self.note.setText("回执已经打印，请收好。"),
            failed=self._not_printed,
        )
        self._changed(slip.item)

    def guidance(self) -> str:
        slip = self.draft.slip
        assert slip is not None
        return f"已经存好了。您的本机回执号是，{' '.join(slip.local_number)}。请取走回执。"

    def _not_printed(self, problem: Problem) -> None:
        self.note.say(problem.sentence, "alarm")
        self.station.teller.say(f"{problem.sentence}{self.guidance()}")

    def _changed(self, item: object) -> None:
        slip = self.draft.slip
        if slip is None or item != slip.item:
            return
        status = self.station.postbox.status(slip.item)
        stuck = status.state is OutboxState.QUARANTINED
        self.state.say(status.state.label, "alarm" if stuck else "good")
        self.why.say(f"{status.why}{ASK_STAFF}" if stuck else status.why)
        if status.receipt:
            self._registered(status.receipt)

    def _registered(self, receipt: Receipt) -> None:
        if self.draft.receipt is None:
            self.draft.receipt = receipt
            QTimer.singleShot(SEEN_MS, self, lambda: self.answered.emit(ON))
