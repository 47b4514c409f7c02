"""For who looks after the machine: a button that checks it, and what was found, the worst first.

The same checks as `sunlit doctor` makes, but those that open a device: this window may be using it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.language import N_, _, _n
from core.problems import Problem
from core.sentences import sentence_of
from doctor.finding import Finding, State
from ui.background.tasks import TaskRunner
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

CHECK = N_("检查这台机器")
CHECKING = N_("正在检查，请等一等……")
KINDS = {State.FAIL: "alarm", State.WARN: "notice"}
Look = Callable[[Path], list[Finding]]


def quiet_look(home: Path) -> list[Finding]:
    """Runs in the background: it may wait for a network."""
    from doctor.checks import chosen  # the first page does not wait for them
    from doctor.examination import examine
    from doctor.machine import machine

    return [each.finding for each in examine(machine(home), chosen([], quiet=True))]


class MachineCheck(QWidget):
    """`shown`: what was found stands there now. `look` replaces the checks in tests."""

    shown = Signal()

    def __init__(self, theme: Theme, tasks: TaskRunner, home: Path, look: Look = quiet_look) -> None:
        super().__init__()
        self._theme, self._tasks, self._home, self._look = theme, tasks, home, look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        self.button = Button(theme, _(CHECK), icon="search")
        self.button.clicked.connect(self.begin)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.length("gap"))
        column.addWidget(self.button)
        column.addLayout(self.list)

    def begin(self) -> None:
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        self._clear()
        self.list.addWidget(Label(_(CHECKING), "small"))
        self._tasks.run(lambda: self._look(self._home), owner=self, done=self._show, failed=self._cannot)

    def _show(self, found: list[Finding]) -> None:
        self._clear()
        self.button.setEnabled(True)
        for state, kind in KINDS.items():
            for each in (finding for finding in found if finding.state is state):
                self.list.addWidget(Label(said(each), kind))
        well = sum(each.state is State.OK for each in found)
        self.list.addWidget(Label(_n("查过的有{count}项都好。", well).format(count=well), "small"))
        self.shown.emit()

    def _cannot(self, problem: Problem) -> None:
        self._clear()
        self.button.setEnabled(True)
        self.list.addWidget(Label(sentence_of(problem), "alarm"))
        self.shown.emit()

    def _clear(self) -> None:
        while item := self.list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


def said(finding: Finding) -> str:
    found = finding.found[:1].upper() + finding.found[1:]  # in English it stands in a line of its own elsewhere
    return _("{found}。{remedy}").format(found=found, remedy=finding.remedy)
