"""A question asked without a name: aloud, or by touching one of those that are known."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from advice.entries import Topic, topics
from advice.questions import consult
from core.flow import ON
from core.language import N_, _
from core.narrative import narrative_from_text
from core.problems import NothingHeard, Problem
from core.urgency.kinds import UrgencyKind
from ui.base.page import Page
from ui.entry.typing_sheet import TypingSheet
from ui.narrative.narrative_dictation import NarrativeDictation
from ui.narrative.urgency_check import UrgencyCheck
from ui.speech.unheard_prompt import UnheardPrompt
from ui.widgets.button import ChoiceButton
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.microphone_button import MicrophoneButton
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

WRITE = N_("写下您想问的")
WHICH = N_("您想问哪一条？请按一下。")
DANGEROUS = frozenset(
    (
        UrgencyKind.LIFE,
        UrgencyKind.FIRE,
        UrgencyKind.SELF_HARM,
        UrgencyKind.VIOLENCE,
        UrgencyKind.CHILD,
        UrgencyKind.HEALTH,
    )
)
"""Kinds that are shown before any answer. Of power, water, heating and wages the answer itself tells whom to call."""


class QuestionPage(Page):
    """Goes on as soon as something was asked: a wrong word is mended by asking again, which costs nothing."""

    name = "question"
    other_way = N_("我来打字")

    def build(self) -> None:
        theme = self.station.theme
        self.dictation = NarrativeDictation(self, self.station.dictation, self.draft.question)
        self.urgency = UrgencyCheck(self.station, self._note_urgency, self)
        self.talk = MicrophoneButton(theme, 110 if theme.landscape or theme.large else 140)
        self.talk.clicked.connect(self._talk)
        self.unheard = UnheardPrompt(self, self.station.dictation, self.station.speech_output)
        self.unheard.told.connect(self.talk.hint)
        self.heard = Label("", "told")
        self.board = Card(theme)
        words = Scroll(theme.length("gap"))
        words.column.addWidget(self.heard)
        words.column.addStretch(1)
        bar = words.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: bar.setValue(high))  # the last words stay in sight
        self.board.column.addWidget(words)
        both = self.split()
        both.addWidget(self.talk, 4 if theme.landscape else 0)
        both.addWidget(self._touchable(), 5)
        both.addWidget(self.board, 5)
        self.body.addLayout(both, 1)
        self.up = self.button(_("别的问题"), icon="back")
        self.up.clicked.connect(self._all)
        self.write = self.button(_(self.other_way), icon="keyboard")
        self.write.clicked.connect(self.take_other_way)
        self.choices += [self.up, self.write]
        self._show_topics()
        self.refresh()

    def _touchable(self) -> QWidget:
        self.touchable = QWidget()
        column = QVBoxLayout(self.touchable)
        column.setContentsMargins(0, 0, 0, 0)
        self.above = Label("", "label")
        column.addWidget(self.above)
        self.list = LongScroll(self.station.theme, self.station.theme.length("gap"))
        column.addWidget(self.list, 1)
        self.touchable.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return self.touchable

    def _show_topics(self) -> None:
        theme = self.station.theme
        self.above.setText(_("或者按一下您想问的"))
        buttons = []
        for topic in topics():
            button = ChoiceButton(theme, _(topic.name), icon=topic.icon, height_mm=24)
            button.clicked.connect(lambda _=False, topic=topic: self._open(topic))
            buttons.append(button)
        self._fill(buttons, 2)
        self.up.hide()

    def _open(self, topic: Topic) -> None:
        """Shows the questions of a topic in the place of the topics."""
        self.above.setText(topic.name)
        buttons = []
        for entry in topic.entries:
            button = ChoiceButton(self.station.theme, entry.title, height_mm=24)
            button.clicked.connect(lambda _=False, entry=entry.id: self._touch(entry))
            buttons.append(button)
        self._fill(buttons, 1)
        self.up.show()
        self.turned.emit()
        self.station.speech_output.say(_(WHICH))

    def _all(self) -> None:
        self._show_topics()
        self.turned.emit()

    def _fill(self, buttons: list[ChoiceButton], columns: int) -> None:
        self.list.area.clear()
        holder = QWidget()
        holder.setObjectName("scrolled")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.station.theme.length("gap"))
        for number, button in enumerate(buttons):
            grid.addWidget(button, number // columns, number % columns)
        self.list.column.addWidget(holder)
        self.list.column.addStretch(1)

    def enter(self) -> None:
        dictation, engines = self.dictation, self.station.engines
        dictation.changed.connect(self.refresh)
        dictation.coming.connect(self._coming)
        dictation.ended.connect(self._ended)
        self.station.dictation.level.connect(self._level)
        engines.ready.connect(self._engine_settled)
        engines.failed.connect(self._engine_settled)
        self.station.tasks.run(_load, owner=self, done=_nothing, failed=_nothing)
        self.refresh()
        if problem := self.station.dictation.absent:
            self.trouble(problem)

    def leave(self) -> None:
        self.unheard.mine = False
        self.urgency.forget()
        self.dictation.leave()

    def take_other_way(self) -> None:
        sheet = TypingSheet(self.station, self.window(), _(WRITE), "", keys="pinyin", tall=True)
        sheet.typed.connect(self._typed)

    def _typed(self, text: str) -> None:
        if text.strip():
            self.draft.question.told = narrative_from_text(text)
            self._ask_in_words()

    def _talk(self) -> None:
        if self.dictation.listening:
            self.dictation.stop()
        else:
            self._listen()
        self.refresh()

    def _listen(self) -> None:
        self.unsay()
        try:
            self.dictation.start(0, len(self.draft.question.told), again=False)
        except Problem as problem:
            self.trouble(problem)

    def _ended(self, heard: int) -> None:
        self.refresh()
        if heard:
            self._ask_in_words()
        elif not self.dictation.cut_short:
            self.trouble(NothingHeard())

    def _touch(self, entry: str) -> None:
        self.draft.question.told = ()
        self._note_urgency("", ())
        self._ask(entry)

    def _ask_in_words(self) -> None:
        """Goes on once it is known whether the words tell of a danger: then whom to call comes before the answer."""
        self.urgency.once_judged(self.draft.question.words, lambda: self._ask(""))

    def _note_urgency(self, _text: str, kinds: tuple[UrgencyKind, ...]) -> None:
        self.draft.question.urgent = tuple(kind for kind in kinds if kind in DANGEROUS)

    def _ask(self, entry: str) -> None:
        """Goes to the answer: of the words, or of the entry touched."""
        self.draft.question.entry = entry
        self.answered.emit(ON)

    def _coming(self, text: str) -> None:
        self.heard.setText("".join(each.text for each in self.dictation.heard) + text)

    def _level(self, level: float) -> None:
        if self.dictation.listening:
            self.talk.show_level(level)

    def _engine_settled(self, _name: str, _problem: Problem | None = None) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Shows what can be touched, or what is being said in its place."""
        engines, busy = self.station.engines, self.dictation.busy
        ready = engines.has("speech")
        self.unheard.mine = self.dictation.listening and busy
        if busy:
            self.talk.show_state("listening" if self.dictation.listening else "writing")
        else:
            self.talk.show_state("ready" if ready or "speech" in engines.problems else "preparing")
            self.talk.setEnabled(ready)
        self.heard.setText("".join(each.text for each in self.dictation.heard) if busy else "")
        self.touchable.setVisible(not busy)
        self.board.setVisible(busy)


def _load() -> None:
    """Loads what finds the answers, so that the first one comes at once: an empty question would load nothing."""
    consult(topics()[0].entries[0].title)


def _nothing(_result: object) -> None:
    """The page needs nothing of what was loaded."""
