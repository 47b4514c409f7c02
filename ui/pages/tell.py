"""Say it: live words while speaking, again if it came out wrong, and a pen for the rest."""

from PySide6.QtWidgets import QProgressBar

from capture.speech.port import Partial
from core.problems import NothingHeard, Problem
from core.spoken import Clause
from ui.page import Page
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label
from ui.widgets.typing import TypingSheet
from ui.widgets.working import Working


class TellPage(Page):
    name = "tell"
    other_way = "我来打字"

    def build(self) -> None:
        theme = self.station.theme
        self.told, self.coming = Label("", "body"), Label("", "lead")
        scroll = Scroll(theme.length("gap"))
        scroll.column.addWidget(self.told)
        scroll.column.addWidget(self.coming)
        scroll.column.addStretch(1)
        card = Card(theme)
        card.add(scroll)
        self.body.addWidget(card, 1)
        self.loudness = QProgressBar()
        self.loudness.setTextVisible(False)
        self.loudness.setRange(0, 100)
        self.loudness.setAccessibleName("声音大小")
        self.working = Working(theme, "正在准备听您说话，请稍等")
        self.body.addWidget(self.loudness)
        self.body.addWidget(self.working)
        self.talk = self.button("开始说", kind="primary", icon="microphone")
        self.talk.setMinimumHeight(theme.px(28))
        self.talk.clicked.connect(self._talk)
        self.body.addWidget(self.talk)
        self.again = self.button("重说一遍", icon="repeat")
        self.again.clicked.connect(self._again)
        self.write = self.button("改字", icon="pencil")
        self.write.clicked.connect(self._write)
        self.row(self.again, self.write)
        self.on = self.action("下一步", icon="check")

    def enter(self) -> None:
        station, dictation = self.station, self.station.dictation
        dictation.partial.connect(self._partial)
        dictation.clause.connect(self._clause)
        dictation.level.connect(self._level)
        dictation.ended.connect(self._ended)
        dictation.trouble.connect(self._interrupted)
        station.engines.ready.connect(self._engine_settled)
        station.engines.failed.connect(self._engine_settled)
        self._refresh()

    def leave(self) -> None:
        self.station.dictation.abandon()

    def take_other_way(self) -> None:
        self._write()

    def _talk(self) -> None:
        dictation = self.station.dictation
        if dictation.listening:
            self.working.begin("正在写下最后几个字")
            self.talk.setEnabled(False)
            dictation.stop()
            return
        self.station.teller.hush()
        self.cut_short = False
        try:
            dictation.start(self.draft.audio)
        except Problem as problem:
            self.trouble(problem)
        self._refresh()

    def _again(self) -> None:
        self.draft.narrative, self.draft.audio = "", b""
        self._talk()

    def _write(self) -> None:
        sheet = TypingSheet(
            self.station, self.window(), "写下来，或者改一改", self.draft.narrative, keys="pinyin", tall=True
        )
        sheet.typed.connect(self._written)

    def _written(self, text: str) -> None:
        self.draft.narrative = text
        self._refresh()

    def _engine_settled(self, _name: str, _problem: Problem | None = None) -> None:
        self._refresh()

    def _level(self, level: float) -> None:
        self.loudness.setValue(round(level * 100))

    def _partial(self, partial: Partial) -> None:
        self.coming.setText(partial.text)

    def _clause(self, clause: Clause) -> None:
        self.draft.narrative += clause.text
        self.coming.setText("")
        self.told.setText(self.draft.narrative)

    def _ended(self) -> None:
        self.working.rest()
        self.draft.audio = self.station.dictation.recording()
        self._refresh()
        if not self.draft.narrative and not self.cut_short:
            self.trouble(NothingHeard())

    def _interrupted(self, _problem: Problem) -> None:
        """The shell tells it; what was said until then stays."""
        self.cut_short = True
        self.station.dictation.stop()

    def _refresh(self) -> None:
        engines, listening = self.station.engines, self.station.dictation.listening
        ready, told = engines.has("speech"), bool(self.draft.narrative)
        if not ready and "speech" not in engines.problems:
            self.working.begin("正在准备听您说话，请稍等")
        elif not listening:
            self.working.rest()
        self.told.setText(self.draft.narrative)
        if not told:
            self.coming.setText("我在听，请讲……" if listening else "您说的话会写在这里。")
        self.talk.rename(
            "说完了" if listening else "接着说" if told else "开始说", "check" if listening else "microphone"
        )
        self.talk.setEnabled(ready)
        self.loudness.setVisible(listening)
        self.again.setVisible(told and not listening)
        self.write.setVisible(not listening)
        self.write.rename("改字" if told else "我来打字", "pencil" if told else "keyboard")
        self.on.setEnabled(told and not listening)
