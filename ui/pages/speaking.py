"""The base of all pages on which a person speaks: words appear as they are said, and the person judges them."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.flow import ON
from core.language import N_, _
from core.narrative import Narrative, narrative_text, rewritten, with_final_stop
from core.petition import Channel
from core.problems import NothingHeard, Problem
from ui.base.page import Page
from ui.entry.typing_sheet import TypingSheet
from ui.narrative.clause_list import ClauseList
from ui.narrative.clause_sheet import ClauseSheet
from ui.narrative.narrative_dictation import NarrativeDictation
from ui.narrative.urgency_check import UrgencyCheck
from ui.speech.unheard_prompt import UnheardPrompt
from ui.widgets.button import Button
from ui.widgets.card import Card, Point
from ui.widgets.choices import keep_room
from ui.widgets.marked_text import MarkedText
from ui.widgets.microphone_button import MicrophoneButton

MARKED = N_("画线的地方我没听准，按一下可以听、可以改。")
CHANGED = N_("我又听了一遍，改过的地方画了线。按一下可以听、可以改。")
UNHEARD = N_("有的地方我没听清，请按一下那里，再说一遍。")
UNMARKED = N_("您看对不对。按一下哪句，可以听、可以改。")
READING_AGAIN = N_("我再从头听一遍，好写得更准。您也可以先看。")
LISTENING = N_("我在听，请讲……")
Hint = tuple[str, tuple[tuple[int, int], ...]]
"""A sentence and its marked parts, first character and one past the last."""


class SpeakingPage(Page):
    """Shows the clauses from `first` on; earlier ones stay as they are. `on` leads to the next page.

    Until something is told, and while somebody speaks, one large microphone is the only thing to touch; the tools for
    the words then take its place. `invitation` names what may be told, each with its icon."""

    other_way = N_("我来打字")
    sheet_title = N_("写下来，或者改一改")
    invitation: ClassVar[tuple[tuple[str, str], ...]] = ()

    def build(self) -> None:
        self.first = 0
        self._former_elsewhere = 0
        """How many of the draft's former words can be taken back on other pages only."""
        self._replaced = bool(self.draft.former_told)
        self._before: Narrative = self.draft.told
        self._sheet: ClauseSheet | None = None
        self._then: Callable[[], None] | None = None
        self.urgency = UrgencyCheck(self.station, self.draft.note_urgency, self)
        self.dictation = NarrativeDictation(self, self.station.dictation, self.draft)
        self._build_head()
        self.boards = self.split()
        self.left = QVBoxLayout()
        self.left.setSpacing(self.station.theme.length("gap"))
        self.left.addWidget(self._build_board(), 1)
        self.boards.addLayout(self.left, 3)
        self.body.addLayout(self.boards, 1)
        self._build_microphone()
        self._build_tools()
        self.on = self.button(_("下一步"), kind="primary", icon="check")
        self.on.clicked.connect(self.go_on)
        self.choices.append(self.on)

    def _build_head(self) -> None:
        """Builds the head. Its hint takes as much room as the lead, so that nothing below moves."""
        self.hint = MarkedText(self.station.theme, kind="coming")
        self.head.addWidget(self.hint, 1)
        if not self.station.theme.landscape:
            for label in (self.hint, self.lead):
                label.setFixedHeight(self.station.theme.text_mm(36))

    def _build_board(self) -> Card:
        theme = self.station.theme
        self.clauses = ClauseList(theme)
        self.clauses.touched.connect(self._judge)
        self.asked = QWidget()
        points = QVBoxLayout(self.asked)
        for icon, text in self.invited:
            points.addWidget(Point(theme, icon, _(text)))
        self.board = Card(theme)
        self.board.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.board.add(self.asked)
        self.board.column.addWidget(self.clauses, 1)
        return self.board

    def _build_microphone(self) -> None:
        theme = self.station.theme
        self.talk = MicrophoneButton(theme, 120 if theme.landscape or theme.large else 150)
        self.talk.clicked.connect(self._talk)
        self.unheard = UnheardPrompt(self, self.station.dictation, self.station.speech_output)
        self.unheard.told.connect(self.talk.hint)
        self.boards.addWidget(self.talk, 2)

    def _build_tools(self) -> None:
        """Builds the tools, beside the words on a wide panel, below them on a tall one."""
        self.tools = QWidget()
        gap = self.station.theme.length("gap")
        rows = QVBoxLayout(self.tools)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(gap)
        self.more = self._small(_("接着说"), "microphone", self._talk)
        self.again = self._small(_("重说一遍"), "repeat", self._again)
        self.write = self._small(_("改字"), "pencil", self._write)
        self.undo = self._small(_("拿回来"), "back", self._take_back)
        wide = self.station.theme.landscape
        for pair in ((self.undo, self.more), (self.again, self.write)):
            row = QBoxLayout(QBoxLayout.Direction.TopToBottom if wide else QBoxLayout.Direction.LeftToRight)
            row.setSpacing(gap)
            rows.addLayout(row)
            for button in pair:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                row.addWidget(button)
        if wide:
            rows.addStretch(1)
            self.tools.setFixedWidth(self.station.theme.px(96))
        self.boards.addWidget(self.tools)

    def _small(self, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = self.button(text, icon=icon)
        button.clicked.connect(act)
        return button

    def enter(self) -> None:
        station, dictation = self.station, self.dictation
        dictation.changed.connect(self.refresh)
        dictation.coming.connect(self._show_coming)
        dictation.ended.connect(self._ended)
        dictation.settled.connect(self._settled)
        station.dictation.level.connect(self._level)
        station.engines.ready.connect(self._engine_settled)
        station.engines.failed.connect(self._engine_settled)
        self.refresh()
        if problem := station.dictation.absent:
            self.trouble(problem)

    def leave(self) -> None:
        self.unheard.mine = False
        self.urgency.forget()
        self.dictation.leave()

    def go_on(self) -> None:
        """Leads to the next page."""
        self.once_judged(lambda: self.answered.emit(ON))

    def once_judged(self, then: Callable[[], None]) -> None:
        """Calls `then` once it is known whether the words tell of something that cannot wait; mostly that is known
        already."""
        self.urgency.once_judged(self.draft.narrative, then)
        if self.urgency.awaited:
            self.refresh()

    def wind_up(self, then: Callable[[], None]) -> None:
        """Stops listening and calls `then` when the last words are written down."""
        self._then = then
        if self.urgency.awaited:
            self.urgency.forget()
            self.refresh()
        if self.dictation.listening:
            self.dictation.stop()
            self.refresh()
        elif not self.dictation.busy:
            self._go()

    def _go(self) -> bool:
        """Goes where the person wanted while words were still coming; returns whether there was such a wish."""
        then, self._then = self._then, None
        if then:
            then()
        return then is not None

    def unkept(self) -> str:
        return _("正在说的话") if self.dictation.busy and not self.shown else ""

    def take_other_way(self) -> None:
        self._sheet.write() if self._sheet else self._write()

    @property
    def invited(self) -> tuple[tuple[str, str], ...]:
        """Returns what may be told in this visit."""
        return self.invitation

    @property
    def shown(self) -> Narrative:
        return self.dictation.shown[self.first :]

    def _talk(self) -> None:
        if self.dictation.listening:
            self.dictation.stop()
            self.refresh()
        else:
            self._listen(len(self.draft.told))

    def _again(self) -> None:
        self._listen(self.first)

    def _listen(self, first: int) -> None:
        self.unsay()
        self._before = self.draft.told
        self._replaced = False
        try:
            self.dictation.start(first, len(self.draft.told))
        except Problem as problem:
            self.trouble(problem)
        self.refresh()
        self.clauses.to_the_end()

    def _ended(self, heard: int) -> None:
        if not self._sheet:
            self._keep_former()
            self.refresh()
            if self._go():
                return
            if not heard and not self.dictation.cut_short:
                self.trouble(NothingHeard())

    def _settled(self) -> None:
        if self._sheet or self.dictation.busy:
            return
        if any(said.clause.unheard for said in self.shown):
            self.station.speech_output.say(_(UNHEARD))
        elif any(said.clause.doubtful for said in self.shown):
            self.station.speech_output.say(_(CHANGED) if self.dictation.changed_words else _(MARKED))

    @property
    def may_write(self) -> bool:
        """Whether the keyboard may change what stands here: not what somebody said, where an agent holds it."""
        return self.draft.channel is not Channel.PROXY or not any(said.recognised for said in self.shown)

    def _write(self) -> None:
        self.dictation.keep()
        title, value = _(self.sheet_title), narrative_text(self.shown)
        sheet = TypingSheet(self.station, self.window(), title, value, keys="pinyin", tall=True)
        sheet.typed.connect(self._written)

    def write_on(self, clause: int | None) -> None:
        """Opens the sheet to write on, of the whole or of one clause: somebody comes back to what they were writing."""
        if clause is None or not self.first <= clause < len(self.draft.told):
            self._write()
            return
        self._judge(clause - self.first)
        if self._sheet:
            self._sheet.write()

    def _written(self, text: str) -> None:
        self._before = self.draft.told
        before = with_final_stop(self._before[: self.first]) if text else self._before[: self.first]
        self.draft.told = (*before, *rewritten(self.shown, text))
        self._keep_former()
        self.refresh()

    def _judge(self, number: int) -> None:
        self.dictation.keep()
        self._before = self.draft.told
        self._sheet = ClauseSheet(self.station, self.window(), self.dictation, self.draft, self.first + number)
        self._sheet.closed.connect(self._judged)

    def _judged(self) -> None:
        self._sheet = None
        self._keep_former()
        self.refresh()

    def _keep_former(self) -> None:
        """Keeps the former words, so that one touch restores them, and those before them."""
        if not narrative_text(self.draft.told).startswith(narrative_text(self._before)):
            self.draft.former_told.append(self._before)
            self._replaced = True

    def leave_former(self) -> None:
        """Offers none of the words replaced so far on this page; the page of the story does."""
        self._former_elsewhere = len(self.draft.former_told)
        self._replaced = False

    def _take_back(self) -> None:
        """Restores the former words; the current ones become the last to restore, so that repeated touches bring them
        back."""
        self.dictation.keep()
        former = self.draft.former_told
        former.insert(self._former_elsewhere, self.draft.told)
        self.draft.told = former.pop()
        self.refresh()

    def _show_coming(self, text: str) -> None:
        if not self._sheet:
            self.clauses.show_coming(text or ("" if self.shown else _(LISTENING)))

    def _level(self, level: float) -> None:
        if self.dictation.listening and not self._sheet:
            self.talk.show_level(level)

    def _engine_settled(self, _name: str, _problem: Problem | None = None) -> None:
        self.refresh()

    def refresh(self) -> None:
        if self._sheet:
            return
        told, busy = self.shown, self.dictation.busy
        if not busy:
            self.urgency.prepare(self.draft.narrative)
        self.clauses.show_told(told)
        self.clauses.let_touch(not busy and not self.urgency.awaited)
        self.clauses.show_coming(_(LISTENING) if busy and not told else "")
        self.asked.setVisible(bool(self.invitation) and not told and not busy)
        self.clauses.setVisible(bool(told) or busy)
        self.board.setVisible(bool(told) or busy or bool(self.invitation))
        self._show_hint(told, busy)
        self._show_talk(bool(told), busy)
        self.undo.setVisible(self._replaced)
        self.write.setVisible(self.may_write)
        self.write.rename(_("改字") if told else _(self.other_way), "pencil" if told else "keyboard")
        self.tools.setEnabled(not self.urgency.awaited)
        self.on.setEnabled(bool(narrative_text(told)) and not busy and not self.urgency.awaited)

    def _show_hint(self, told: Narrative, busy: bool) -> None:
        judging = bool(told) and not busy
        if self.dictation.reading_again:
            self.hint.mark(_(READING_AGAIN), doubtful=())
        else:
            text, marked = self._judgement(told)
            self.hint.mark(text, doubtful=marked)
        self.hint.setVisible(judging)
        self.lead.setVisible(not judging)

    def _judgement(self, told: Narrative) -> Hint:
        """Returns the hint on what to check, and the parts of the hint to mark the way doubtful words are marked."""
        if any(said.clause.unheard for said in told):
            return _(UNHEARD), _within(_("有的地方"), _(UNHEARD))
        if not any(said.clause.doubtful for said in told):
            return _(UNMARKED), ()
        text, look = (_(CHANGED), _("改过的地方")) if self.dictation.changed_words else (_(MARKED), _("画线"))
        return text, _within(look, text)

    def _show_talk(self, told: bool, busy: bool) -> None:
        """Shows the microphone or the tools; a person who has told nothing yet may also write."""
        engines, listening = self.station.engines, self.dictation.listening
        ready = engines.has("speech")
        self.unheard.mine = listening and busy
        if busy:
            self.talk.show_state("listening" if listening else "writing")
        else:
            self.talk.show_state("ready" if ready or "speech" in engines.problems else "preparing")
            self.talk.setEnabled(ready and not listening)
        self.talk.setVisible(busy or not told)
        keep_room(self.tools, not self._before[self.first :])  # the microphone stays where it was touched
        self.tools.setVisible(not busy)
        for button in (self.more, self.again):
            button.setVisible(told)
        self.more.setEnabled(ready)


def _within(part: str, text: str) -> tuple[tuple[int, int], ...]:
    """Returns where the part stands in the text; empty where a translation words it otherwise."""
    start = text.find(part)
    return ((start, start + len(part)),) if start >= 0 else ()
