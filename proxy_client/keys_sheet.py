"""The sheet to confirm the discipline organ's new keys by the twenty digits on the organ's own paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.language import N_, _
from core.problems import EnrolmentRefused, PlatformProblem, Problem
from core.sentences import sentence_of
from sync.recipients import CODE
from ui.base.confirmation import ask_before_losing
from ui.base.overlay import WideSheet
from ui.base.station import Station
from ui.entry.digit_pad import DigitPad
from ui.entry.typed_code import TypedCode
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button
from ui.widgets.text import Label

ASKED = N_("请照纪检机关亲自给的纸，输20位核对码。平台或者别人给的不算。")


class KeysSheet(WideSheet):
    """Emits `confirmed` when accusations are sealed for the new keys from now on."""

    confirmed = Signal()

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(station, parent, _("核对新的封存钥匙"), _(ASKED))
        theme = station.theme
        self.code = TypedCode(theme, _("核对码"), CODE)
        self.code.textChanged.connect(self._heed)
        self.code.entered.connect(self._confirm)
        self.trouble, self.working = Label("", "alarm"), BusyIndicator(theme, _("正在核对"))
        self.trouble.hide()
        left = QVBoxLayout()
        for widget in (self.code, self.trouble, self.working):
            left.addWidget(widget)
        left.addStretch(1)
        pad = DigitPad(theme)
        pad.wrote.connect(self.code.insert)
        pad.erased.connect(self.code.backspace)
        self.middle.addLayout(left, 1)
        self.middle.addWidget(pad, 1)
        self.back, self.on = (
            Button(theme, _("返回"), icon="back"),
            Button(theme, _("核对"), kind="primary", icon="check"),
        )
        self.back.clicked.connect(self._never_mind)
        self.on.clicked.connect(self._confirm)
        self.escape = self.back
        self.buttons.addWidget(self.back)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.on)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _never_mind(self) -> None:
        ask_before_losing(self.station, self.window(), _("按好的核对码") if self.code.text() else "", self.end)

    def _heed(self) -> None:
        self.trouble.say(self.code.fault)

    def _confirm(self) -> None:
        if not self.on.isEnabled():
            return
        self.trouble.say("")
        self.working.begin()
        self.on.setEnabled(False)
        typed, sync = self.code.text(), self.station.sync
        self.station.tasks.run(
            lambda: sync.confirm_recipients(typed), owner=self, done=lambda _: self._done(), failed=self._failed
        )

    def _done(self) -> None:
        self.confirmed.emit()
        self.end()

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.on.setEnabled(True)
        number = "" if isinstance(problem, EnrolmentRefused) else _("（{code}）").format(code=problem.code)
        said = problem.of_call if isinstance(problem, PlatformProblem) else problem
        self.trouble.say(f"{sentence_of(said)}{number}")
