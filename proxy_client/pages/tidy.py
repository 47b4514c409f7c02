"""The agent may tidy what the principal said, and say something for themself. The principal's words stay beside it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from core.differences import differences
from core.flow import ON
from core.language import N_, _, _n
from core.sentences import sentence_of
from core.validation import story
from proxy_client.typed_text import TypedText
from ui.base.page import Page
from ui.widgets.card import Card
from ui.widgets.marked_text import MarkedText
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

SPOKEN, WRITTEN = N_("本人的话，录音认出来的，改不了"), N_("本人的话，是打字记下来的")
TIDIED, NOTES = N_("要交上去的文字，您可以整理"), N_("代理人自己的话，没有就空着")
SAME = N_("和本人的话一样。")
AS_SAID, BACK = N_("照原话"), N_("拿回来")
STILL_MS = 250
"""Milliseconds after the last letter until the differences are counted: not while somebody types."""


class TidyPage(Page):
    """Every letter is kept in the draft at once."""

    name = "tidy"

    def build(self) -> None:
        theme = self.station.theme
        both = self.split()
        both.addWidget(self._principals(), 2)
        right = QVBoxLayout()
        right.setSpacing(theme.length("gap"))
        self.text = TypedText(self.station, _(TIDIED), self.draft.tidying_begins(), lines=4)
        self.as_said = self.button(_(AS_SAID), icon="back")
        self.as_said.clicked.connect(self._wipe)
        self.text.head.insertWidget(1, self.as_said)
        self.notes = TypedText(self.station, _(NOTES), self.draft.agent_notes, lines=2)
        self.told = Label("", "notice")
        right.addWidget(self.text, 3)
        right.addWidget(self.told)
        right.addWidget(self.notes, 1)
        both.addLayout(right, 3)
        self.body.addLayout(both, 1)
        self.on = self.button(_("下一步"), kind="primary", icon="check")
        self.on.clicked.connect(self._go_on)
        self.choices.append(self.on)
        self._before = ""
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(self._judge)
        self.text.changed.connect(self._write)
        self.notes.changed.connect(self._note)
        self._write(self.text.value)
        self._judge()

    def _principals(self) -> Card:
        card = Card(self.station.theme)
        spoken = self.draft.spoken_text
        card.add(Label(_(SPOKEN if spoken else WRITTEN), "label"))
        scroll = Scroll(self.station.theme.length("gap"))
        scroll.column.addWidget(MarkedText(self.station.theme, spoken or self.draft.told_text))
        scroll.column.addStretch(1)
        card.column.addWidget(scroll, 1)
        return card

    def _write(self, text: str) -> None:
        self.draft.tidy(text)
        self.on.setEnabled(bool(text.strip()))
        self.as_said.rename(_(BACK) if self._before else _(AS_SAID), "back")
        self.as_said.setEnabled(bool(self._before) or text != self.draft.told_text)
        self._still.start()

    def _note(self, text: str) -> None:
        self.draft.agent_notes = text
        self._still.start()

    def _judge(self) -> bool:
        """Says how far the text is from the principal's words, or what is wrong with what was written; returns whether
        nothing is."""
        text, notes = self.text.value, self.notes.value
        found = differences(self.draft.spoken_text or self.draft.told_text, text)
        fault = story(text) or story(notes)
        changed = (
            _n("和本人的话有{count}处不同，都念给本人听。", len(found)).format(count=len(found)) if found else _(SAME)
        )
        self.told.say(sentence_of(fault) if fault else changed, "alarm" if fault else "notice")
        return fault is None and bool(text.strip())

    def _go_on(self) -> None:
        if self._judge():
            self.answered.emit(ON)

    def _wipe(self) -> None:
        """Puts the principal's words in the place of the text; a second touch brings the text back."""
        before, self._before = self._before, "" if self._before else self.text.value
        self.text.put(before or self.draft.told_text)
