"""A sheet for one clause: hear it, choose another reading, say it again, write it, delete it, or keep it."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from core.draft import Draft
from core.language import N_, _
from core.narrative import SAMPLE_RATE, Clause, SpokenClause, narrative_from_text
from core.petition import Channel
from core.problems import NothingHeard, Problem
from core.sentences import sentence_of
from devices.ports import Sound
from devices.sound_file import samples_of
from ui.base.confirmation import ask_before_losing
from ui.base.overlay import Overlay
from ui.base.station import Station
from ui.entry.typing_sheet import TypingSheet
from ui.narrative.narrative_dictation import NarrativeDictation
from ui.narrative.other_readings import Reading, other_readings
from ui.widgets.button import Button
from ui.widgets.marked_text import MarkedText
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

ASK, LISTEN, UNHEARD = N_("这一句对吗？"), N_("请再说一遍这一句"), N_("这里我没听清，请再说一遍")
NO_WORDS = N_("（没听清）")
SHARE = 0.4
"""Share of the window's height for the words; longer clauses scroll by touch."""


class ClauseSheet(Overlay):
    """Changes the draft itself and emits `closed` when done. It plays the clause when it opens."""

    def __init__(
        self, station: Station, parent: QWidget, dictation: NarrativeDictation, draft: Draft, number: int
    ) -> None:
        super().__init__(station, parent, _(ASK), "")
        self._station, self._dictation, self._draft, self._number = station, dictation, draft, number
        self._being_said = ""
        self.text.hide()
        margin = self.frame.contentsMargins().left()
        self.frame.setContentsMargins(margin, station.theme.length("gap"), margin, station.theme.length("gap"))
        self._width = min(parent.width() - 2 * margin, station.theme.px(340))
        self.sheet.setFixedWidth(self._width)
        self._notice = Label("", "notice")
        self._notice.hide()
        self._loudness = QProgressBar()
        self._loudness.setTextVisible(False)
        self._loudness.setAccessibleName(_("声音大小"))
        self._words = self._show_words()
        self._tools = self._show_tools()
        for place, widget in enumerate((self._words, self._notice, self._tools, self._loudness), 1):
            self.sheet.column.insertWidget(place, widget)
        self._answers = self._show_answers()
        self._give_room()
        self._connect()
        self._judge()
        self._hear()

    @property
    def number(self) -> int:
        """Returns which clause of the story it is."""
        return self._number

    @property
    def _said(self) -> SpokenClause:
        return self._draft.told[self._number]

    def _connect(self) -> None:
        self._dictation.coming.connect(self._coming)
        self._dictation.changed.connect(self._heard)
        self._dictation.ended.connect(self._ended)
        self._station.dictation.level.connect(self._level)
        self._station.speech_output.silent.connect(self._silent)

    def _show_words(self) -> Scroll:
        """Builds the clause and, below it, its other readings."""
        theme, clause = self._station.theme, self._said.clause
        scroll = Scroll(theme.length("gap"))
        self._text = MarkedText(theme)
        self._show_text(clause)
        scroll.column.addWidget(self._text)
        self._readings = QWidget()
        column = QVBoxLayout(self._readings)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("gap"))
        others = other_readings(clause)
        if others:
            column.addWidget(Label(_("也可能是："), "lead"))
        for reading in others:
            column.addWidget(self._choice(reading))
        scroll.column.addWidget(self._readings)
        scroll.column.addStretch(1)
        return scroll

    def _show_text(self, clause: Clause) -> None:
        self._text.mark(_(NO_WORDS) if clause.unheard else clause.text.strip(), doubtful=clause.doubtful)

    def _give_room(self) -> None:
        """Sizes the sheet for the words as they will be laid out."""
        for each in self._words.findChildren(QWidget):
            each.ensurePolished()
        theme = self._station.theme
        inside = self._width - 2 * theme.length("margin") - 3 * theme.length("gap")  # as if with a scroll bar
        needed, most = self._words.column.totalHeightForWidth(inside), round(self.height() * SHARE)
        if needed <= most:
            self._words.column.setContentsMargins(0, 0, 0, 0)
        self._words.setFixedHeight(min(needed, most))

    def _choice(self, reading: Reading) -> Button:
        theme = self._station.theme
        button = Button(theme, "", kind="choice")
        button.setAccessibleName(reading.text)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        button.setMinimumHeight(theme.length("control"))
        shown = MarkedText(theme)
        shown.mark(reading.shown, bold=reading.different)
        row = QHBoxLayout(button)
        row.setContentsMargins(theme.px(4), theme.px(2), theme.px(4), theme.px(2))
        row.addWidget(shown)
        button.clicked.connect(lambda: self._settle(self._said.read_as(reading.text)))
        return button

    def _show_tools(self) -> QWidget:
        tools = QWidget()
        grid = QGridLayout(tools)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._station.theme.length("gap"))
        columns = 4 if self._station.theme.landscape else 2
        made = [
            self._button(_("再听一遍"), "speaker", self._hear),
            self._button(_("重说这句"), "microphone", self._say_again),
            *self._keyboard_tools(),
        ]
        made[0].setEnabled(bool(self._said.sound))
        made[1].setEnabled(self._station.engines.has("speech"))
        for number, button in enumerate(made):
            grid.addWidget(button, number // columns, number % columns)
        return tools

    def _keyboard_tools(self) -> list[Button]:
        """Returns the tools that change words without the voice: not for what was spoken, where an agent holds the
        keyboard."""
        if self._draft.channel is Channel.PROXY and self._said.sound:
            return []
        tools = (_("改这句"), "pencil", self.write), (_("删这句"), "trash", self._delete)
        return [self._button(*each) for each in tools]

    def _button(self, text: str, icon: str, act: Callable[[], None], kind: str = "secondary") -> Button:
        button = Button(self._station.theme, text, kind=kind, icon=icon)
        button.clicked.connect(act)
        return button

    def _show_answers(self) -> tuple[Button, Button, Button]:
        agreed, kind = (_("先这样"), "secondary") if self._said.clause.unheard else (_("对的，不用改"), "primary")
        right = self._button(agreed, "check", lambda: self._settle(self._said.sure), kind)
        never = self._button(_("算了"), "back", self._never_mind)
        done = self._button(_("说完了"), "check", self._stop, "primary")
        for button in (right, never, done):
            self.buttons.addWidget(button, 0 if button is never else 1)
        return right, never, done

    def _judge(self, notice: str = "") -> None:
        self._turn(_(UNHEARD) if self._said.clause.unheard else _(ASK), speaking=False)
        self._show_text(self._said.clause)
        self._notice.say(notice)

    def _turn(self, title: str, *, speaking: bool) -> None:
        self.title.setText(title)
        self._readings.setVisible(not speaking)
        self._tools.setVisible(not speaking)
        self._loudness.setVisible(speaking)
        right, never, done = self._answers
        right.setVisible(not speaking)
        never.setVisible(speaking)
        done.setVisible(speaking)
        done.setEnabled(True)

    def _hear(self) -> None:
        if self._said.sound:
            self._station.speech_output.play(Sound(samples_of(self._said.clip), SAMPLE_RATE))

    def _silent(self, problem: Problem) -> None:
        self._notice.say(sentence_of(problem))

    def _say_again(self) -> None:
        try:
            self._dictation.start(self._number, self._number + 1, again=False)
        except Problem as problem:
            self._judge(sentence_of(problem))
            return
        self._notice.hide()
        self._loudness.setRange(0, 100)
        self._turn(_(LISTEN), speaking=True)
        self._text.mark("")

    def _stop(self) -> None:
        self._answers[2].setEnabled(False)
        self._loudness.setRange(0, 0)
        self._dictation.stop()

    def _never_mind(self) -> None:
        """Cancels saying the clause again; asks first where something was said, including words still being written."""
        said = self._so_far + self._being_said
        ask_before_losing(
            self._station, self.window(), _("刚才说的“{said}”").format(said=said) if said else "", self._give_up
        )

    def _give_up(self) -> None:
        self._dictation.cancel()
        self._judge()

    def _level(self, level: float) -> None:
        self._loudness.setValue(round(level * 100))

    def _coming(self, text: str) -> None:
        self._being_said = text
        if self._dictation.busy:
            self._text.mark(self._so_far + text)

    def _heard(self) -> None:
        if self._dictation.busy:
            self._text.mark(self._so_far)

    @property
    def _so_far(self) -> str:
        return "".join(clause.text for clause in self._dictation.heard)

    def _ended(self, heard: int) -> None:
        if heard:
            self._end()
        else:
            self._judge("" if self._dictation.cut_short else sentence_of(NothingHeard))

    def write(self) -> None:
        self._station.speech_output.hush()
        sheet = TypingSheet(
            self._station, self.window(), _("写下来，或者改一改"), self._said.text, keys="pinyin", tall=True
        )
        sheet.typed.connect(self._written)

    def _written(self, text: str) -> None:
        if self._said.clause.unheard:
            self._settle(self._said.read_as(text) if text else self._said)
        elif not text:
            self._delete()
        elif self._said.spells(text):
            self._settle(self._said.read_as(text))
        else:
            self._settle(*narrative_from_text(text))

    def _delete(self) -> None:
        self._settle()

    def _settle(self, *said: SpokenClause) -> None:
        """Puts these clauses in this one's place and closes."""
        told = self._draft.told
        self._draft.told = (*told[: self._number], *said, *told[self._number + 1 :])
        self._end()

    def _end(self) -> None:
        self._station.speech_output.hush()
        self.closed.emit()
        self.hide()
        self.deleteLater()
