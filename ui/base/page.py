"""What every page is: it takes (station, draft), says `answered`, and knows not what comes next."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.draft import Draft
from core.flow import ON
from core.problems import Problem
from core.sentences import sentence_of
from ui.base.card_reminder import no_longer_needed
from ui.base.page_words import words
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.inline_notice import InlineNotice
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label


class Page(QWidget):
    """Subclasses fill `self.body` and add choices, which the shell shows at the bottom, the main one last.

    `enter` is called when the page is on screen, `leave` before it goes; what a page opened it shuts in `leave`.
    `needs` names the feeds open while it shows: camera, reader. `other_way` names what can be done instead
    when a device fails.

    `turned`: something else is asked on it now, as if it were another page, which must be seen before it takes a touch.
    Buttons that come, move or say something else need no such word.

    To what lives longer than the page (the station's parts) connect methods, never lambdas: Qt lets go of a method
    when its page goes, but a lambda would keep the page and the draft.
    """

    name: ClassVar[str] = ""
    needs: ClassVar[frozenset[str]] = frozenset()
    other_way: ClassVar[str] = ""
    long: ClassVar[bool] = False
    """More than fits in large letters: then it is moved by touch. All it holds is in the draft."""
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
        self.body = self._frame()
        self.place = InlineNotice(station.theme, self)
        self.build()
        self.take_card = "" if "reader" in self.needs else no_longer_needed(draft)
        if self.take_card and self.words.lead:
            self.lead.setText(f"{self.take_card}{self.lead.text()}")

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
        if self.long and theme.large:
            scroll = Scroll(theme.length("gap"))
            scroll.column.addLayout(body, 1)
            column.addWidget(scroll, 1)
        else:
            column.addLayout(body, 1)
        return body

    def _head(self) -> QBoxLayout:
        """A wide panel is short: there the lead stands beside the title."""
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

    def split(self) -> QBoxLayout:
        """Side by side on a wide panel, one above the other on a tall one."""
        wide = self.station.theme.landscape
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        row.setSpacing(self.station.theme.length("gap"))
        return row

    def build(self) -> None:
        """Put the page's own widgets into `self.body`."""

    def enter(self) -> None:
        """The page is on screen."""

    def leave(self) -> None:
        """The page is about to go."""

    def wind_up(self, then: Callable[[], None]) -> None:
        """Finish what is under way, such as writing down what is being said, then go on with `then`."""
        then()

    def can_be_left(self) -> bool:
        """Whether the visit may end here now; not while something is done that nobody can call back."""
        return True

    def unkept(self) -> str:
        """What stands on this page alone and would be gone with it, as 刚拍的两页信; empty when the draft has all."""
        return ""

    def take_other_way(self) -> None:
        """Do without the device that failed."""

    def opening(self) -> str:
        """What is said when the page opens; first of all that the card is not needed any more."""
        return f"{self.take_card}{self.guidance()}"

    def guidance(self) -> str:
        """What is said aloud when the page opens."""
        return self.words.spoken

    def action(self, text: str, choice: str = ON, *, kind: str = "primary", icon: str = "") -> Button:
        """A button at the bottom that answers with `choice`. Leaving stands apart from where one goes on."""
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
        """A fault of the machine the shell tells, on a sheet and with its number; what is everyday is said in place."""
        if problem.everyday:
            self.say_in_place(sentence_of(problem))
        else:
            self.troubled.emit(problem)

    def say_in_place(self, text: str) -> None:
        """An ordinary slip, and how to go on: where the title stands, on every page, and aloud. It covers no button and
        moves nothing. Once it has been there long enough to be read, the next touch takes it away; so does
        `unsay`, which pages call when something is tried anew."""
        self.place.say(text)
        self.station.speech_output.say(text)

    def unsay(self) -> None:
        self.place.say("")
