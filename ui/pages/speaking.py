"""What the pages on which one speaks have in common: the words as they come, and the person as their judge."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy

from core.problems import NothingHeard, Problem
from core.telling import Told, closed, rewritten, words
from ui.clause_sheet import ClauseSheet
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.clauses import ClauseList
from ui.widgets.marked import MarkedText
from ui.widgets.typing import TypingSheet
from ui.widgets.working import Working
from ui.writer import Writer

MARKED = "画线的地方我没听准，按一下可以听、可以改。"
CHANGED = "我又听了一遍，改过的地方画了线。按一下可以听、可以改。"
UNHEARD = "有的地方我没听清，请按一下那里，再说一遍。"
UNMARKED = "您看对不对。按一下哪句，可以听、可以改。"
READING_AGAIN = "我再从头听一遍，好写得更准。您也可以先看。"
LISTENING = "我在听，请讲……"


class SpeakingPage(Page):
    """It shows the clauses from `first` on; what was told before stays as it is. `on` leads to the next page."""

    other_way = "我来打字"
    sheet_title = "写下来，或者改一改"
    invitation = "您说的话会写在这里。"

    def build(self) -> None:
        self.first = 0
        self._former: Told | None = None
        self._before: Told = self.draft.told
        self._sheet: ClauseSheet | None = None
        self.writer = Writer(self, self.station.dictation, self.draft)
        self._build_head()
        self.clauses = ClauseList(self.station.theme)
        self.clauses.touched.connect(self._judge)
        self.board = Card(self.station.theme)
        self.board.add(self.clauses)
        self.boards = self.split()
        self.boards.addWidget(self.board, 1)
        self.body.addLayout(self.boards, 1)
        self._build_listening()
        self._build_buttons()

    def _build_head(self) -> None:
        self.hint = MarkedText(self.station.theme, kind="coming")
        self.head.addWidget(self.hint, 1)

    def _build_listening(self) -> None:
        self.loudness = QProgressBar()
        self.loudness.setTextVisible(False)
        self.loudness.setAccessibleName("声音大小")
        policy = self.loudness.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.loudness.setSizePolicy(policy)
        self.preparing = Working(self.station.theme, "正在准备听您说话，请稍等")
        self.body.addWidget(self.loudness)
        self.body.addWidget(self.preparing)

    def _build_buttons(self) -> None:
        """The large one stays where it is, whatever stands beside or above it."""
        self.undo = self._small("拿回来", "back", self._take_back)
        self.again = self._small("重说一遍", "repeat", self._again)
        self.write = self._small("改字", "pencil", self._write)
        self.talk = self.button("开始说", kind="primary", icon="microphone")
        self.talk.setMinimumHeight(self.station.theme.px(28))
        self.talk.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.talk.clicked.connect(self._talk)
        both = self.split()
        small = QHBoxLayout()
        small.setSpacing(self.station.theme.length("gap"))
        for button in (self.undo, self.again, self.write):
            small.addWidget(button)
        both.addLayout(small)
        both.addWidget(self.talk, 1)
        self.body.addLayout(both)
        self.on = self.action("下一步", icon="check")

    def _small(self, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = self.button(text, icon=icon)
        button.clicked.connect(act)
        return button

    def enter(self) -> None:
        station, writer = self.station, self.writer
        writer.changed.connect(self.refresh)
        writer.coming.connect(self._show_coming)
        writer.ended.connect(self._ended)
        writer.settled.connect(self._settled)
        station.dictation.level.connect(self._level)
        station.engines.ready.connect(self._engine_settled)
        station.engines.failed.connect(self._engine_settled)
        self.refresh()
        if problem := station.dictation.absent:
            self.trouble(problem)

    def leave(self) -> None:
        self.writer.leave()

    def take_other_way(self) -> None:
        self._sheet.write() if self._sheet else self._write()

    @property
    def shown(self) -> Told:
        return self.writer.shown[self.first :]

    def _talk(self) -> None:
        if self.writer.listening:
            self.writer.stop()
            self.refresh()
        else:
            self._listen(len(self.draft.told))

    def _again(self) -> None:
        self._listen(self.first)

    def _listen(self, first: int) -> None:
        self.unsay()
        self._before = self.draft.told
        self._former = None
        try:
            self.writer.start(first, len(self.draft.told))
        except Problem as problem:
            self.trouble(problem)
        self.refresh()
        self.clauses.to_the_end()

    def _ended(self, heard: int) -> None:
        if not self._sheet:
            self._keep_former()
            self.refresh()
            if not heard and not self.writer.cut_short:
                self.trouble(NothingHeard())

    def _settled(self) -> None:
        if self._sheet or self.writer.busy:
            return
        if any(said.clause.unheard for said in self.shown):
            self.station.teller.say(UNHEARD)
        elif any(said.clause.doubtful for said in self.shown):
            self.station.teller.say(CHANGED if self.writer.changed_words else MARKED)

    def _write(self) -> None:
        self.writer.keep()
        title, value = self.sheet_title, words(self.shown)
        sheet = TypingSheet(self.station, self.window(), title, value, keys="pinyin", tall=True)
        sheet.typed.connect(self._written)

    def _written(self, text: str) -> None:
        self._before = self.draft.told
        before = closed(self._before[: self.first]) if text else self._before[: self.first]
        self.draft.told = (*before, *rewritten(self.shown, text))
        self._keep_former()
        self.refresh()

    def _judge(self, number: int) -> None:
        self.writer.keep()
        self._before = self.draft.told
        self._sheet = ClauseSheet(self.station, self.window(), self.writer, self.draft, self.first + number)
        self._sheet.closed.connect(self._judged)

    def _judged(self) -> None:
        self._sheet = None
        self._keep_former()
        self.refresh()

    def _keep_former(self) -> None:
        """What is no longer there can be taken back with one touch."""
        if not words(self.draft.told).startswith(words(self._before)):
            self._former = self._before

    def forget_former(self) -> None:
        self._former = None

    def _take_back(self) -> None:
        self.writer.keep()
        if self._former is not None:
            self.draft.told, self._former = self._former, None
        self.refresh()

    def _show_coming(self, text: str) -> None:
        if not self._sheet:
            self.clauses.show_coming(text or ("" if self.shown else LISTENING))

    def _level(self, level: float) -> None:
        self.loudness.setValue(round(level * 100))

    def _engine_settled(self, _name: str, _problem: Problem | None = None) -> None:
        self.refresh()

    def refresh(self) -> None:
        if self._sheet:
            return
        told, busy = self.shown, self.writer.busy
        self.clauses.show_told(told)
        self.clauses.let_touch(not busy)
        if not told:
            self.clauses.show_coming(LISTENING if busy else self.invitation)
        elif not busy:
            self.clauses.show_coming("")
        self._show_hint(told, busy)
        self._show_talk(bool(told), busy)
        self.undo.setVisible(self._former is not None and not busy)
        self.again.setVisible(bool(told) and not busy)
        self.write.setVisible(not busy)
        self.write.rename("改字" if told else self.other_way, "pencil" if told else "keyboard")
        self.on.setEnabled(bool(words(told)) and not busy)

    def _show_hint(self, told: Told, busy: bool) -> None:
        judging = bool(told) and not busy
        if self.writer.reading_again:
            self.hint.mark(READING_AGAIN, doubtful=())
        else:
            text, marked = self._judgement(told)
            self.hint.mark(text, doubtful=marked)
        self.hint.setVisible(judging)
        self.lead.setVisible(not judging)

    def _judgement(self, told: Told) -> tuple[str, tuple[tuple[int, int], ...]]:
        """What to look at, and which of its words are marked like what they speak of."""
        if any(said.clause.unheard for said in told):
            return UNHEARD, ((0, 4),)
        if not any(said.clause.doubtful for said in told):
            return UNMARKED, ()
        return (CHANGED, ((7, 12),)) if self.writer.changed_words else (MARKED, ((0, 2),))

    def _show_talk(self, told: bool, busy: bool) -> None:
        engines, listening = self.station.engines, self.writer.listening
        ready = engines.has("speech")
        waiting = not ready and "speech" not in engines.problems
        self.preparing.begin() if waiting else self.preparing.rest()
        self.talk.become("secondary" if told and not busy else "primary")
        if busy and not listening:
            self.talk.rename("正在写最后几个字", "pencil")
        else:
            self.talk.rename(
                "说完了" if listening else "接着说" if told else "开始说", "check" if listening else "microphone"
            )
        self.talk.setEnabled(ready and listening == busy)
        self.loudness.setRange(0, 100 if listening or not busy else 0)
        self.loudness.setVisible(busy)
