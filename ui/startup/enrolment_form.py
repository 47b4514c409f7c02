"""The technician's page: the platform's address and a one-time code, by scanner, keyboard or the pad below."""

import logging
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.invitation import TYPED, Invitation
from core.language import N_, _
from core.problems import (
    ClockWrong,
    DateWrong,
    EnrolmentRefused,
    PlatformProblem,
    Problem,
    SignedCallsRefused,
    UnsafeAddress,
)
from core.sentences import sentence_of
from ui.background.tasks import TaskRunner
from ui.camera.device_stream import DeviceStream
from ui.camera.qr_scanner import QrScanner
from ui.camera.viewfinder import Viewfinder
from ui.entry.typed_code import TypedCode
from ui.theme.tokens import Theme
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

log = logging.getLogger(__name__)
Enrol = Callable[[str, str], object]
"""Enrols with address and code; raises Problems. The function that `python -m sync enrol` calls."""
HOW = (
    N_("在平台上运行 python -m gateway code --url 平台地址 --qr code.png，得到登记码和二维码，一天内有效，只用一次。"),
    N_("把二维码放在摄像头下面，或者用扫码枪扫；没有就填地址和登记码，九组，每组四位。再按“登记”。"),
    N_("也可以在这台机器上运行 python -m sync enrol 平台地址 登记码，登记好了这里会自动打开。"),
)
SILENT = N_("平台没有答复，还没有登记。请核对地址和网络，再试一次。")
ANSWERED = (EnrolmentRefused, SignedCallsRefused, UnsafeAddress)
"""Problems about the enrolment itself; other sentences of the platform's problems are about petitions."""
PAD_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm./:")


def said(problem: Problem) -> str:
    if isinstance(problem, ClockWrong):
        return sentence_of(DateWrong(date.today()))
    if isinstance(problem, PlatformProblem) and not isinstance(problem, ANSWERED):
        return _(SILENT)
    return sentence_of(problem)


class EnrolmentForm(QWidget):
    """`enrolled`: the platform has enrolled this terminal; `left`: the technician goes back."""

    enrolled = Signal()
    left = Signal()

    def __init__(self, theme: Theme, tasks: TaskRunner, enrol: Enrol, address: str, camera: DeviceStream) -> None:
        super().__init__()
        self._theme, self._tasks, self._enrol = theme, tasks, enrol
        wide = theme.landscape
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom, self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(theme.length("margin" if wide else "gap"))
        column = QVBoxLayout()
        column.setSpacing(theme.length("gap"))
        both.addLayout(column, 1)
        column.addWidget(Label(_("登记这台机器"), "title"))
        how = Scroll(theme.length("gap"))
        for number, sentence in enumerate(HOW, 1):
            how.column.addWidget(Label(f"{number}. {_(sentence)}", "small"))
        how.column.addStretch(1)
        column.addWidget(how, 1)
        self.address, self.code = self._line(_("平台地址"), address or "https://"), TypedCode(theme, _("登记码"), TYPED)
        self.code.installEventFilter(self)
        self.code.entered.connect(self.send)
        self.code.textChanged.connect(self._heed_code)
        self._chosen: QLineEdit | TypedCode = self.code if address else self.address
        self.trouble = Label("", "alarm")
        self.trouble.hide()
        self.working = BusyIndicator(theme, _("正在登记"))
        pad = AddressPad(theme)
        pad.wrote.connect(self._write)
        pad.erased.connect(self._erase)
        lines = QGridLayout()
        lines.setSpacing(theme.length("gap"))
        lines.setColumnStretch(1, 1)
        for row, (name, line) in enumerate(((_("平台地址"), self.address), (_("登记码"), self.code))):
            label = Label(name, "label")
            label.setWordWrap(False)
            lines.addWidget(label, row, 0)
            lines.addWidget(line, row, 1)
        column.addLayout(lines)
        column.addWidget(self.trouble)
        column.addWidget(self.working)
        self.view = Viewfinder(theme)
        self._scanner = QrScanner(self, camera, tasks)
        self._scanner.show_in(self.view)
        self._scanner.looked.connect(self._saw)
        self._scanner.active = True
        camera.trouble.connect(lambda _problem: self.view.hide())
        camera.recovered.connect(self.view.show)
        beside = QVBoxLayout()
        beside.setSpacing(theme.length("gap"))
        (beside if wide else column).insertWidget(0 if wide else 2, self.view, 1)
        beside.addWidget(pad, 0, Qt.AlignmentFlag.AlignBottom)
        both.addLayout(beside)
        (column if wide else both).addLayout(self._buttons())

    def _line(self, name: str, text: str) -> QLineEdit:
        theme = self._theme
        line = QLineEdit(text)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        line.setMinimumHeight(theme.length("control"))
        line.setFont(theme.font("lead"))
        line.setStyleSheet(
            f"QLineEdit {{ font-size: {theme.text_px('lead')}px; background: {theme.colour['surface']};"
            f" border: 2px solid {theme.colour['edge']}; padding: 0 {theme.length('gap')}px; }}"
            f"QLineEdit:focus {{ border: 4px solid {theme.colour['sun']}; }}"
        )
        line.installEventFilter(self)
        line.textChanged.connect(self._look_for_invitation)
        line.returnPressed.connect(self.send)
        return line

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.length("gap"))
        self.back = Button(self._theme, _("返回"), icon="back")
        self.back.clicked.connect(self.left)
        self.on = Button(self._theme, _("登记"), kind="primary", icon="check")
        self.on.clicked.connect(self.send)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.on)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Makes the line touched last receive what the pad writes."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit | TypedCode):
            self._chosen = watched
        return super().eventFilter(watched, event)

    def choose(self, line: QLineEdit | TypedCode) -> None:
        self._chosen = line
        line.setFocus()

    def _write(self, sign: str) -> None:
        self._chosen.insert(sign)

    def _erase(self) -> None:
        self._chosen.backspace()

    def _heed_code(self) -> None:
        """Checks each group of the code as soon as it is complete."""
        self._look_for_invitation(self.code.text())
        self.trouble.say(self.code.fault)

    def _look_for_invitation(self, text: str, *, whole: bool = False) -> None:
        """Reads address and code from what a scanner types into either line, as soon as the last digit has come."""
        try:
            invitation = Invitation.read(text.removeprefix("https://") if "sunlit:" in text else text)
        except ValueError:
            return
        if not whole and len(invitation.code) != TYPED:
            return
        self.address.setText(invitation.url)
        self.code.setText(invitation.code)

    def _saw(self, text: str) -> None:
        """Takes the text of a code under the camera."""
        self._look_for_invitation(text, whole=True)

    def send(self) -> None:
        if not self.on.isEnabled():
            return
        for line in (self.address, self.code):  # whole by now, even where a former version printed it
            self._look_for_invitation(line.text(), whole=True)
        url, code = self.address.text().strip(), self.code.text()
        self.trouble.hide()
        self.working.begin()
        self.on.setEnabled(False)
        self._tasks.run(
            lambda: self._enrol(url, code), owner=self, done=lambda _: self.enrolled.emit(), failed=self._refused
        )

    def _refused(self, problem: Problem) -> None:
        self.working.rest()
        self.on.setEnabled(True)
        log.warning("not enrolled: %s %s", problem.code, problem.detail)
        self.trouble.say(_("{problem}（{code}）").format(problem=said(problem), code=problem.code))


class AddressPad(QWidget):
    """Letters, digits and the signs of a network address, for a panel without a keyboard."""

    wrote = Signal(str)
    erased = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length("gap_min"))
        for y, row in enumerate(PAD_ROWS):
            for x, sign in enumerate(row):
                key = Button(theme, sign, kind="key")
                key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                key.clicked.connect(lambda _=False, sign=sign: self.wrote.emit(sign))
                grid.addWidget(key, y, x)
        erase = Button(theme, _("退格"), kind="key", icon="backspace")
        erase.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        erase.clicked.connect(self.erased)
        grid.addWidget(erase, len(PAD_ROWS), 0, 1, len(PAD_ROWS[0]))
