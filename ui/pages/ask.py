"""Asks for each missing slot of the oral record, one at a time; every question may be skipped."""

from core.flow import ON
from core.language import N_, _
from core.narrative import narrative_text, with_final_stop
from ui.base.page_words import questions
from ui.narrative.oral_record import missing, record
from ui.narrative.record_list import UNDERSTOOD, RecordList
from ui.pages.speaking import SpeakingPage
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

DONE, DONE_HINT = N_("都问完了"), N_("下面是我听到的。不对的话，按返回去改。")


class AskPage(SpeakingPage):
    """One question. Its answer is added to the end of the story; a person who comes back here is not asked again."""

    name = "ask"

    def build(self) -> None:
        super().build()
        self.skip = self.button(_("不清楚，跳过"), icon="forward")
        self.skip.clicked.connect(self.go_on)
        self.choices.insert(0, self.skip)
        self._understood = Scroll(self.station.theme.length("gap"))
        self._record = RecordList(self.station.theme, {})
        self._understood.column.addWidget(self._record)
        self._understood.column.addStretch(1)
        card = Card(self.station.theme)
        card.add(Label(_(UNDERSTOOD), "label"))
        card.add(self._understood)
        self.left.addWidget(card, 1)
        self._begin()

    def guidance(self) -> str:
        return (
            questions()[self._slot].spoken
            if self._slot
            else _("{done}。{done_hint}").format(done=_(DONE), done_hint=_(DONE_HINT))
        )

    def _begin(self) -> None:
        self._slot = next(iter(missing(self.draft)), "")
        self.first = len(self.draft.told)
        asked = questions().get(self._slot)
        self.sheet_title = asked.ask if asked else _(DONE)
        self.title.setText(self.sheet_title)
        self.lead.setText(asked.hint if asked else _(DONE_HINT))
        self.leave_former()

    def go_on(self) -> None:
        self._note()
        self.draft.told = with_final_stop(self.draft.told)
        self.once_judged(self._next)

    def _next(self) -> None:
        """Asks the next question; what an answer told of that cannot wait comes first."""
        if self.draft.urgency_unseen:
            self.answered.emit("urgent")
            return
        self._begin()
        if self._slot:
            self.turned.emit()
            self.refresh()
            self.station.speech_output.say(self.guidance())
        else:
            self.answered.emit(ON)

    def _note(self) -> None:
        if self._slot:
            self.draft.asked = {**self.draft.asked, self._slot: narrative_text(self.shown)}

    def refresh(self) -> None:
        super().refresh()
        answered = bool(self.shown)
        if answered and not self.dictation.busy:
            self._note()
        self._show_record()
        self.skip.setVisible(bool(self._slot) and not answered)
        self.on.setVisible(answered or not self._slot)
        self.skip.setEnabled(not self.dictation.busy and not self.urgency.awaited)
        if not self._slot:
            self.on.setEnabled(not self.urgency.awaited)
            for each in (self.board, self.talk, self.tools):
                each.hide()

    def _show_record(self) -> None:
        shown = RecordList(self.station.theme, record(self.draft))
        self._understood.column.replaceWidget(self._record, shown)
        self._record.deleteLater()
        self._record = shown
