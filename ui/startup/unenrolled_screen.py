"""The screen while this terminal is not enrolled: that it can take no petition, where to go instead, what is kept from
before, and the technician's form. Nothing is enrolled by itself.

Nothing can be accepted meanwhile: the keys to seal for are in the identity, and what is sealed for other keys is
lost."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from PySide6.QtCore import QEventLoop, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.language import N_, _
from core.problems import IdentityLost, Problem, StoreProblem
from core.sentences import sentence_of
from core.settings import Settings
from devices import configured as drivers
from sync.terminal import Terminal
from ui.background.tasks import TaskRunner
from ui.camera.device_stream import DeviceStream
from ui.shell.window import show
from ui.startup.enrolment_form import EnrolmentForm
from ui.startup.machine_check import CHECK, MachineCheck
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

log = logging.getLogger(__name__)
LOOK_MS = 3000
"""Milliseconds between checks whether a command has enrolled this terminal."""
NEVER = N_("这台机器还没有登记到平台")
LOST = N_("这台机器的登记信息坏了")
WHERE_TO_GO = N_("现在收不了信访件。{place}，当面递交。给您添麻烦了。")


def is_enrolled(here: Terminal) -> bool:
    """Returns whether this terminal is enrolled; False where its identity cannot be read."""
    try:
        return here.identities.enrolled
    except IdentityLost:
        return False


def waiting_notice(here: Terminal) -> str:
    """Returns a sentence about the items waiting here; empty when none do."""
    try:
        waiting = sum(not item.settled for item in here.submissions.items())
    except StoreProblem:
        return _("以前在这里交的信访件都封好存着。")
    return (
        _("以前在这里交的，有{waiting}件还没有送到平台，都封好存着，登记好以后自动送。").format(waiting=waiting)
        if waiting
        else ""
    )


class UnenrolledScreen(QWidget):
    """`enrolled`: the terminal is enrolled now; `closed`: somebody closed the window."""

    enrolled = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, here: Terminal, chosen: Settings, tasks: TaskRunner, camera: DeviceStream) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setStyleSheet(theme.sheet)
        self._theme, self._here, self._chosen, self._camera = theme, here, chosen, camera
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.length("margin")] * 4)
        self.sides = QStackedWidget()
        column.addWidget(self.sides)
        self.form = EnrolmentForm(theme, tasks, self._enrol, here.last_address, camera)
        self.form.enrolled.connect(self.enrolled)
        self.form.left.connect(self._shut_form)
        self.sides.addWidget(self._told())
        self.sides.addWidget(self.form)
        self.sides.addWidget(self._checks(tasks))
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        self._clock.start(LOOK_MS)

    def _told(self) -> QWidget:
        """Builds the part for everybody."""
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.length("gap"))
        lost = any(isinstance(each, IdentityLost) for each in self._here.notices)
        site = self._chosen.terminal.site
        place = _("您可以在{site}找工作人员").format(site=site) if site else _("您可以到窗口找工作人员")
        column.addStretch(1)
        column.addWidget(Label(_(LOST) if lost else _(NEVER), "title"))
        column.addWidget(Label(_(WHERE_TO_GO).format(place=place), "lead"))
        if waiting := waiting_notice(self._here):
            column.addWidget(Label(waiting, "notice"))
        for problem in self._here.notices:
            column.addWidget(
                Label(_("{problem}（{code}）").format(problem=sentence_of(problem), code=problem.code), "small")
            )
        column.addStretch(1)
        self.technician = Button(self._theme, _("工作人员登记这台机器"), icon="lock")
        self.technician.clicked.connect(self._open_form)
        column.addWidget(self.technician)
        self.checker = Button(self._theme, _(CHECK), icon="search")
        self.checker.clicked.connect(self._open_checks)
        column.addWidget(self.checker)
        return side

    def _checks(self, tasks: TaskRunner) -> QWidget:
        """Builds the part with the checks of the machine."""
        side, found = QWidget(), Scroll(self._theme.length("gap"))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.check = MachineCheck(self._theme, tasks, self._here.home)
        found.column.addWidget(self.check)
        found.column.addStretch(1)
        back = Button(self._theme, _("返回"), icon="back")
        back.clicked.connect(self._shut_form)
        column.addWidget(found, 1)
        column.addWidget(back)
        return side

    def _open_checks(self) -> None:
        self.sides.setCurrentIndex(2)
        self.check.begin()

    def _open_form(self) -> None:
        self.sides.setCurrentIndex(1)
        self._camera.open()
        self.form.choose(self.form.code if self._here.last_address else self.form.address)

    def _shut_form(self) -> None:
        self._camera.let_go()
        self.sides.setCurrentIndex(0)

    def _enrol(self, url: str, code: str) -> object:
        """Enrols the terminal; runs in the background."""
        terminal = self._chosen.terminal
        return self._here.enrol(url, code, terminal.name, terminal.site)

    def _look(self) -> None:
        if is_enrolled(self._here):
            self.enrolled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


def wait_for_enrolment(here: Terminal, chosen: Settings) -> bool:
    """Shows the screen until this terminal is enrolled or somebody leaves; returns whether it is enrolled."""
    log.error("this terminal is enrolled nowhere: %s", _number(here.submissions.hindrance()))
    with closing(TaskRunner(ThreadPoolExecutor(1))) as tasks:
        camera = DeviceStream(drivers.camera(chosen.devices))
        page, loop = UnenrolledScreen(Theme(chosen.screen), here, chosen, tasks, camera), QEventLoop()
        page.enrolled.connect(lambda: loop.exit(1))
        page.closed.connect(lambda: loop.exit(0))
        show(page, chosen.screen)
        became = loop.exec() == 1
        camera.shut()
        page.hide()
        page.deleteLater()
    return became


def _number(problem: Problem | None) -> str:
    return problem.code if problem else ""
