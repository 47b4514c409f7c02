"""The wait after handing in: the item is stored here, and the platform has a few seconds to answer so that one paper
suffices."""

from PySide6.QtCore import QTimer

from core.flow import ON
from core.language import _
from core.outbox_state import OutboxState
from ui.base.page import Page
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.drawing import Drawing

SHOWN_MS = 1200
"""Milliseconds the page stays at least, so that it can be read however quick the platform is."""
MISSES = 2
"""Failed attempts after which the page stops waiting."""


class RegisteringPage(Page):
    """Answers ON when the platform has registered the item, "slip" when it has not answered in time or cannot be
    reached.

    Nothing is asked here and no touch can lose anything: the petition is on the disk and in the queue already."""

    name = "registering"

    def build(self) -> None:
        theme = self.station.theme
        self.working = BusyIndicator(theme, _("正在登记，请稍等"))
        self.body.addWidget(Drawing(theme, "sun", 90), 1)
        self.body.addWidget(self.working)
        self.body.addStretch(1)
        self.shown, self.patience = QTimer(self), QTimer(self)
        for timer, ended in ((self.shown, self._look), (self.patience, self._go_on_without)):
            timer.setSingleShot(True)
            timer.timeout.connect(ended)

    def enter(self) -> None:
        self.working.begin()
        self.station.sync.changed.connect(self._changed)
        self.shown.start(SHOWN_MS)
        self.patience.start(max(SHOWN_MS, self.station.presence.limits.registration_wait * 1000))

    def leave(self) -> None:
        self.shown.stop()
        self.patience.stop()

    def _changed(self, item: object) -> None:
        slip = self.draft.slip
        if slip and item == slip.item and self.patience.isActive() and not self.shown.isActive():
            self._look()

    def _look(self) -> None:
        """Looks at the item's state and goes on when it is registered or cannot be sent now."""
        slip = self.draft.slip
        assert slip is not None
        status = self.station.sync.status(slip.item)
        if status.receipt:
            self.draft.receipt = status.receipt
            self.answered.emit(ON)
        elif status.quarantined or (status.state is OutboxState.SAVED and status.reason and status.attempts >= MISSES):
            self._go_on_without()

    def _go_on_without(self) -> None:
        self.answered.emit("slip")
