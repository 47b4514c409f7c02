"""The state of one print job, and the button to print it again."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.language import N_, _
from core.problems import PrinterUnset, Problem
from core.sentences import joined, sentence_of
from ui.base.station import Station
from ui.documents.printable import Printable
from ui.widgets.button import Button
from ui.widgets.text import Label

ONCE_MORE = N_("再打一次")
COPY_IT = N_("请用手机拍下屏幕，或者抄下号码。")


class Printout(QWidget):
    """Prints one paper. `title` names the file or job, `what` is the paper as people call it. It says printed only
    after the printer has confirmed it. `printed` and `failed` report how each attempt ended; after a failed one
    再打一次 is offered."""

    printed = Signal()
    failed = Signal(object)

    def __init__(self, station: Station, title: str, what: str, besides: str = "") -> None:
        """`besides`: a sentence that names what else to take along."""
        super().__init__()
        self._station, self._title, self._what, self._besides = station, title, what, besides
        self._document = b""
        self.busy = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(station.theme.length("gap"))
        self.note = Label("", "notice")
        self.again = Button(station.theme, _(ONCE_MORE), icon="printer")
        self.again.clicked.connect(self._print)
        self.again.hide()
        row.addWidget(self.note, 1)
        row.addWidget(self.again)

    @property
    def printable(self) -> Printable | None:
        """Returns the paper that was printed last, to be looked at or printed again; None before."""
        document = self._document
        return Printable(self._title, self._what, lambda: document) if document else None

    @property
    def promise(self) -> str:
        """Returns the sentence that a paper will come (none without a printer) and what else to take along."""
        coming = _("{what}正在打印，请取走收好。").format(what=self._what) if self._station.printer.paper else ""
        return joined(coming, self._besides)

    def print(self, document: bytes) -> None:
        self._document = document
        self._print()

    def _print(self) -> None:
        self.busy = True
        self.again.setEnabled(False)
        self.note.say(
            _("{what}正在打印，请稍等。").format(what=self._what) if self._station.printer.paper else "", "notice"
        )
        self._station.tasks.run(
            partial(self._station.printer.print, self._document, self._title),
            owner=self,
            done=lambda _: self._came_out(),
            failed=self._stuck,
        )

    def _came_out(self) -> None:
        self.busy = False
        self.again.hide()
        if self._station.printer.paper:
            self.note.say(
                _("{what}已经打印，请取走收好。{besides}").format(what=self._what, besides=self._besides), "good"
            )
            self.printed.emit()
        else:
            self.note.say(
                _("{what}存成了文件，没有出纸。{copy_it}{besides}").format(
                    what=self._what, copy_it=_(COPY_IT), besides=self._besides
                ),
                "notice",
            )

    def _stuck(self, problem: Problem) -> None:
        """Shows the fault; printing again is offered only where there is a printer."""
        self.busy = False
        mendable = not isinstance(problem, PrinterUnset)
        self.again.setEnabled(mendable)
        self.again.setVisible(mendable)
        self.note.say(
            _("{problem}弄好了，按“{once_more}”。").format(problem=sentence_of(problem), once_more=_(ONCE_MORE))
            if mendable
            else sentence_of(problem),
            "alarm",
        )
        self.failed.emit(problem)
