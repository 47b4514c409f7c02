"""The base of every page: it takes (station, draft), emits `answered`, and does not know the next page."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.draft import Draft
from core.flow import ON
from core.language import N_, _, speaks_source
from core.problems import Problem
from core.sentences import joined, sentence_of
from ui.base.card_reminder import no_longer_needed
from ui.base.page_words import words
from ui.base.station import Station
from ui.documents.printable import Printable
from ui.widgets.button import Button
from ui.widgets.inline_notice import InlineNotice
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

T = TypeVar("T")
R = TypeVar("R")
LEAD_LINES = 1.8
"""Lines of the lead beside a title, with what breaking a line loses."""
SENDING = N_("正在送出，请等一等。")


class Page(QWidget):
    """A page. Subclasses fill `self.body` and add choices, which the shell shows at the bottom, the main one last.

    `enter` is called when the page is on screen, `leave` before it goes; whatever a page opened it shuts in `leave`.
    `needs` names the feeds open while it shows: camera, reader. `other_way` names what can be done instead when a
    device fails.

    `turned`: the page now asks something else, as if it were another page, which must be seen before it takes a touch.
    Buttons that come, move or change their text need no such signal.

    Connect methods, never lambdas, to what lives longer than the page (the station's parts): Qt disconnects a method
    when its page goes, but a lambda would keep the page and the draft alive."""

    name: ClassVar[str] = ""
    needs: ClassVar[frozenset[str]] = frozenset()
    other_way: ClassVar[str] = ""
    long: ClassVar[bool] = False
    """Whether it may not fit in large text or another language; then it scrolls. The draft holds everything on it."""
    answered = Signal(str)
    troubled = Signal(object)
    turned = Signal()

    def __init__(self, station: Station, draft: Draft) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.station, self.draft = station, draft
        self.words = words(self.name)
        self.choices: list[Button] = []
        self.sending = False
        self.body = self._frame()
        self.place = InlineNotice(station.theme, self)
        self.build()
        self.take_card = "" if "reader" in self.needs else no_longer_needed(draft)
        if self.take_card and self.words.lead:
            self.lead.setText(joined(self.take_card, self.lead.text()))

    def _frame(self) -> QVBoxLayout:
        theme = self.station.theme
        column = QVBoxLayout(self)
        side = theme.length("margin")
        column.setContentsMargins(side, theme.length("gap") if theme.landscape else side, side, theme.length("gap"))
        column.setSpacing(theme.length("gap"))
        self.head = self._head()
        column.addLayout(self.head)
        column.addSpacing(theme.px(1) if theme.landscape else theme.length("gap"))
        body = QVBoxLayout()
        body.setSpacing(theme.length("gap"))
        if self.long and (theme.large or not speaks_source()):
            scroll = Scroll(theme.length("gap"))
            scroll.column.addLayout(body, 1)
            column.addWidget(scroll, 1)
        else:
            column.addLayout(body, 1)
        return body

    def _head(self) -> QBoxLayout:
        """Builds the head. On a wide panel, which is short, the lead stands beside the title."""
        self.title = Label(self.words.title, "title")
        self.lead = Label(self.words.lead, "lead")
        head = self.split()
        head.addWidget(self.title)
        if self.words.lead:
            head.addWidget(self.lead, 1)
        if self.station.theme.landscape:
            self.title.setWordWrap(False)
            head.setSpacing(self.station.theme.length("margin"))
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.station.theme.landscape and self.words.lead:
            self._place_lead()

    def _place_lead(self) -> None:
        """Puts the lead below a title that leaves it less than two lines' room."""
        title = self.title.fontMetrics().horizontalAdvance(self.title.text())
        beside = self.width() - title - 3 * self.station.theme.length("margin")
        below = self.lead.fontMetrics().horizontalAdvance(self.lead.text()) > LEAD_LINES * beside
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self.head.direction() != way:
            self.head.setDirection(way)
            self.head.setSpacing(0 if below else self.station.theme.length("margin"))
            self.title.setWordWrap(below)

    def split(self) -> QBoxLayout:
        """Returns a layout for two parts: side by side on a wide panel, one above the other on a tall one."""
        wide = self.station.theme.landscape
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        row.setSpacing(self.station.theme.length("gap"))
        return row

    def build(self) -> None:
        """Puts the page's own widgets into `self.body`."""

    def enter(self) -> None:
        """Called when the page is on screen."""

    def leave(self) -> None:
        """Called before the page goes."""

    def wind_up(self, then: Callable[[], None]) -> None:
        """Finishes what is under way, such as writing down what is being said, then calls `then`; not while something
        is being sent."""
        if self._may_go():
            then()

    def can_be_left(self) -> bool:
        """Returns whether the visit may end here now; False while something irreversible is under way."""
        return self._may_go()

    def send_off(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Problem], None]) -> None:
        """Sends in the background what the person decided. Until the answer comes the page takes no other and is not
        left: it would be done, and nobody would say so."""
        held = [each for each in self.choices if each.isEnabled()]

        def hold(sending: bool) -> None:
            self.unsay()
            self.sending = sending
            for each in held:
                each.setEnabled(not sending)

        def over(then: Callable[[R], None]) -> Callable[[R], None]:
            def answer(what: R) -> None:
                hold(False)
                then(what)

            return answer

        hold(True)
        self.station.tasks.run(work, owner=self, done=over(done), failed=over(failed))

    def _may_go(self) -> bool:
        """Returns whether nothing is being sent; says so otherwise."""
        if self.sending:
            self.say_in_place(_(SENDING))
        return not self.sending

    def unkept(self) -> str:
        """Returns what is lost with this page, as 刚拍的两页信; empty when the draft holds everything."""
        return ""

    def to_print(self) -> Printable | None:
        """Returns the page's paper, to be looked at before it is printed; None where there is none now."""
        return None

    def written(self) -> tuple[str, ...]:
        """Returns what stands in the page's lines and is in no draft, for `write_back` of the same page built anew."""
        return tuple(_text(each) for each in self._open_lines())

    def write_back(self, written: tuple[str, ...]) -> None:
        lines = self._open_lines()
        for each, text in zip(lines, written if len(written) == len(lines) else (), strict=False):
            if text:
                each.setText(text) if isinstance(each, QLineEdit) else each.setPlainText(text)

    def _open_lines(self) -> list[QLineEdit | QPlainTextEdit]:
        return [*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)]

    def take_other_way(self) -> None:
        """Goes on without the device that failed."""

    def opening(self) -> str:
        """Returns what is said when the page opens; first, where it is due, that the card is no longer needed."""
        return joined(self.take_card, self.guidance())

    def guidance(self) -> str:
        """Returns the page's spoken guidance."""
        return self.words.spoken

    def action(self, text: str, choice: str = ON, *, kind: str = "primary", icon: str = "") -> Button:
        """Adds a button at the bottom that answers with `choice`. A button that leaves stands apart from the one that
        goes on."""
        button = self.button(text, kind=kind, icon=icon)
        button.setProperty("apart", choice == "leave")
        button.clicked.connect(lambda: self.answered.emit(choice))
        self.choices.append(button)
        return button

    def button(self, text: str, *, kind: str = "secondary", icon: str = "") -> Button:
        return Button(self.station.theme, text, kind=kind, icon=icon)

    def row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.station.theme.length("gap"))
        for widget in widgets:
            row.addWidget(widget)
        self.body.addLayout(row)
        return row

    def trouble(self, problem: Problem) -> None:
        """Reports a machine fault, which the shell shows on a sheet with its number; ordinary slips are said in
        place."""
        if problem.everyday:
            self.say_in_place(sentence_of(problem))
        else:
            self.troubled.emit(problem)

    def say_in_place(self, text: str) -> None:
        """Says an ordinary slip and how to go on: at the title's place, and aloud. It covers no button and moves
        nothing. Once it has been there long enough to be read, the next touch removes it; so does `unsay`, which pages
        call at a new attempt."""
        self.place.say(text)
        self.station.speech_output.say(text)

    def unsay(self) -> None:
        self.place.say("")


def _text(line: QLineEdit | QPlainTextEdit) -> str:
    """Returns the text; of a passphrase nothing."""
    if isinstance(line, QPlainTextEdit):
        return line.toPlainText()
    return line.text() if line.echoMode() == QLineEdit.EchoMode.Normal else ""
