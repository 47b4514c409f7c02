"""The principal adds in private what the agent is not to know: spoken or written, read back, sealed at once.

Every petition of an agent carries an annex of one size, and this page looks the same whether something was said before
or not: an agent who comes back to it learns nothing. The words are never in the draft; it gets them sealed."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.flow import ON
from core.language import N_, _
from core.message import Message
from core.narrative import Narrative, narrative_text
from core.petition import Purpose
from core.problems import NothingHeard, Problem
from core.sentences import joined, sentence_of
from core.validation import TOO_LONG, story
from proxy_client.private_text import PrivateText
from trust.annex import MOST_CHARS
from ui.base.page import Page
from ui.entry.pinyin_pad import PinyinPad
from ui.narrative.narrative_dictation import NarrativeDictation
from ui.widgets.card import Card, Point
from ui.widgets.text import Label

POINTS = (
    ("lock", N_("按了封好，就封上。代理人打不开，也看不出您说没说。")),
    ("eye", N_("每一件都带一份，一样大。空的也一样。")),
    ("repeat", N_("以前在这里说过的，还封着。再说，就换成新的。")),
)
READ_BY = {False: N_("只有信访部门打得开。"), True: N_("只有纪检监察部门打得开。")}
NAME, SEAL, UNSEALED = N_("只给他们看的话"), N_("封好，下一步"), N_("还没封上的话")
SAY, STOP, WRITE, HEAR, WIPE = N_("用嘴说"), N_("说完了"), N_("打拼音"), N_("念给我听"), N_("擦掉")
LISTENING = N_("我在听，请讲……")
NOT_HERE = N_("这台电脑还没登记，现在封不了。有话请到信访窗口或自助机上说。")


class _Heard:
    """Holds what is being said until it stands in the box."""

    told: Narrative = ()


class AnnexPage(Page):
    name = "annex"

    def build(self) -> None:
        theme = self.station.theme
        card = Card(theme, "sunny")
        for icon, text in (("shield", READ_BY[self.draft.accuses]), *POINTS):
            card.add(Point(theme, icon, _(text)))
        card.column.addStretch(1)
        self.box = PrivateText(self.station, _(NAME))
        self.box.textChanged.connect(self._note)
        self.told = Label("", "notice")
        self._heard, self._leads_on = _Heard(), False
        self.dictation = NarrativeDictation(self, self.station.dictation, self._heard)
        self.talk, self.write = self.button(_(SAY), icon="microphone"), self.button(_(WRITE), icon="keyboard")
        self.hear, self.wipe = self.button(_(HEAR), icon="speaker"), self.button(_(WIPE), icon="trash")
        for button, act in (
            *((self.talk, self._talk), (self.write, self._write)),
            *((self.hear, self._read_back), (self.wipe, self.box.wipe)),
        ):
            button.clicked.connect(act)
        both = self.split()
        right = self._column()
        both.addWidget(card, 2)
        both.addLayout(right, 3)
        self.body.addLayout(both, 1)
        self.on = self.button(_(SEAL), kind="primary", icon="lock")
        self.on.clicked.connect(self._go_on)
        self.choices.append(self.on)

    def _column(self) -> QVBoxLayout:
        """Builds the box with its tools."""
        gap = self.station.theme.length("gap")
        tools, column = QHBoxLayout(), QVBoxLayout()
        tools.setSpacing(gap)
        column.setSpacing(gap)
        for button in (self.talk, self.write, self.hear, self.wipe):
            tools.addWidget(button, 1)
        column.addLayout(tools)
        column.addWidget(self.box, 1)
        self.pad = PinyinPad(self.station.theme)
        self.pad.setFixedHeight(self.station.theme.px(112))
        self.pad.wrote.connect(self.box.insertPlainText)
        self.pad.erased.connect(lambda: self.box.textCursor().deletePreviousChar())
        self.pad.hide()
        column.addWidget(self.pad)
        column.addWidget(self.told)
        return column

    def enter(self) -> None:
        self.dictation.coming.connect(self._coming)
        self.dictation.ended.connect(self._ended)
        self.station.engines.ready.connect(self._engine_settled)
        self._note()

    def leave(self) -> None:
        """Leaves nothing behind: neither words nor sound."""
        self.dictation.cancel()
        self._heard.told = ()
        self.box.wipe()
        self.told.setText("")
        self.station.speech_output.forget()

    def unkept(self) -> str:
        return _(UNSEALED) if self.box.toPlainText().strip() or self.dictation.busy else ""

    def written(self) -> tuple[str, ...]:
        """Returns nothing: what a lock keeps the agent's passphrase opens."""
        return ()

    def guidance(self) -> str:
        return joined(self.words.title, self.words.lead, *(_(text) for _icon, text in POINTS[:1]))

    @property
    def _hindrance(self) -> Problem | None:
        """Returns why nothing can be sealed here now."""
        return self.station.sync.hindrance()

    def _engine_settled(self, _name: str) -> None:
        self._note()

    def _note(self) -> None:
        """Shows what can be done with what stands in the box, and what is wrong with it."""
        words, busy, closed = self.box.toPlainText(), self.dictation.busy, self._hindrance is not None
        fault = self._fault(words)
        said = sentence_of(fault) if fault else _(NOT_HERE) if closed else _(LISTENING) if busy else ""
        self.told.say(said, "alarm" if fault else "notice")
        self.box.setReadOnly(busy or closed)
        self.talk.rename(_(STOP if self.dictation.listening else SAY), "stop" if busy else "microphone")
        self.talk.setEnabled(self.station.engines.has("speech") and not closed)
        self.write.setEnabled(not busy and not closed)
        for button in (self.hear, self.wipe):
            button.setEnabled(bool(words.strip()) and not busy)
        self.on.setEnabled(fault is None)

    def _fault(self, words: str) -> Message | None:
        return TOO_LONG if len(words.strip()) > MOST_CHARS else story(words)

    def _talk(self) -> None:
        if self.dictation.listening:
            self.dictation.stop()
        else:
            self.station.speech_output.forget()
            try:
                self.dictation.start(0, 0, again=False)
            except Problem as problem:
                self.trouble(problem)
        self._note()

    def _coming(self, text: str) -> None:
        if self.dictation.busy:
            self.told.say(text or _(LISTENING), "notice")

    def _ended(self, heard: int) -> None:
        """Puts what was heard behind what stands in the box."""
        said, self._heard.told = narrative_text(self._heard.told), ()
        self.station.dictation.abandon()
        if said:
            self.box.put(self.box.toPlainText() + said)
        self._note()
        if self._leads_on:
            self._go_on()
        elif not heard and not self.dictation.cut_short:
            self.trouble(NothingHeard())

    def _write(self) -> None:
        """Shows the pad in its place, or puts it away. A sheet would not do: what stands on one is kept as a draft."""
        self.pad.setVisible(not self.pad.isVisible())
        self.box.setFocus()

    def _read_back(self) -> None:
        self.station.speech_output.say(self.box.toPlainText())

    def _go_on(self) -> None:
        """Seals what stands in the box, the last words too; what was sealed before stays where nothing was added."""
        self._leads_on = self.dictation.busy
        if self._leads_on:
            self.dictation.stop()
            return
        words = self.box.toPlainText().strip()
        if self._fault(words) or not self._sealed(words):
            return
        self.draft.annex_asked = True
        self.answered.emit(ON)

    def _sealed(self, words: str) -> bool:
        """Returns whether it lies sealed in the draft, or cannot be sealed here and nothing was said."""
        draft = self.draft
        if not words and ((draft.annex and draft.annex_fits) or self._hindrance):
            draft.annex_accuses = draft.accuses
            return True
        try:
            annex = self.station.sync.annex(draft.purpose or Purpose.REQUEST, words)
        except Problem as problem:
            self.trouble(problem)
            return False
        draft.annex, draft.annex_accuses = annex, draft.accuses
        return True
