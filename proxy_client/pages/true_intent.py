"""The principal hears what the agent wrote beside what they said, and says whether that is what they mean."""

from PySide6.QtWidgets import QSizePolicy

from core.differences import Difference, differences
from core.flow import ON
from core.language import N_, _, _n
from core.sentences import joined
from ui.base.page import Page
from ui.narrative.difference_list import NO_NOTES, NOTES, PLACES, DifferenceList, spoken
from ui.widgets.card import Card
from ui.widgets.choices import keep_room
from ui.widgets.marked_text import MarkedText
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

MINE, RECORDED, WRITTEN = N_("要交上去的"), N_("您说的，录音认出来的"), N_("您说的，是打字记下来的")
NO_PLACES = N_("和您说的一样。")
READ, MEANT = N_("要交上去的是：{narrative}。"), N_("这是不是您的真实意思？是，就按，{yes}。不是，就按，{no}。")
NOTED = N_("代理人另外写了：{notes}。")
YES, NO, KNOWINGLY = N_("是我的真实意思"), N_("不是，回去改"), N_("不用念，我自己看过了")


class TrueIntentPage(Page):
    name = "true_intent"

    def build(self) -> None:
        said = self.draft.spoken_text or self.draft.told_text
        self.found: tuple[Difference, ...] = differences(said, self.draft.narrative)
        gap = self.station.theme.length("gap")
        both = self.split()
        for cards in ((self._filed(), self._notes()), (self._said(said), self._places())):
            scroll = Scroll(gap)
            for card in cards:
                scroll.column.addWidget(card)
            scroll.column.addStretch(1)
            both.addWidget(scroll, 1)
        self.body.addLayout(both, 1)
        self.action(_(NO), "review", kind="secondary", icon="back")
        self.on = self.button(_(YES), kind="primary", icon="check")
        self.on.clicked.connect(self._confirm)
        self.choices.append(self.on)
        self.skip = self.button(_(KNOWINGLY), icon="eye")
        self.skip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.skip.clicked.connect(self._skip)
        keep_room(self.skip)
        self.body.addWidget(self.skip)
        self._heard: bool | None = None
        self._show_ready(False)

    def enter(self) -> None:
        self.station.speech_output.said.connect(self._was_said)

    def leave(self) -> None:
        self.station.speech_output.hush()

    def _filed(self) -> Card:
        marked = [(each.then, each.then + len(each.after)) for each in self.found if each.after]
        return self._card(_(MINE), self.draft.narrative, marked)

    def _said(self, said: str) -> Card:
        marked = [(each.first, each.first + len(each.before)) for each in self.found if each.before]
        return self._card(_(RECORDED if self.draft.spoken_text else WRITTEN), said, marked)

    def _card(self, name: str, text: str, marked: list[tuple[int, int]]) -> Card:
        card = Card(self.station.theme)
        card.add(Label(name, "label"))
        words = MarkedText(self.station.theme)
        words.mark(text, bold=marked)
        words.setAccessibleName(f"{name} {text}")
        card.add(words)
        return card

    def _places(self) -> Card:
        card = Card(self.station.theme, "sunny" if self.found else "card")
        card.add(Label(_(PLACES), "label"))
        card.add(DifferenceList(self.station.theme, self.found) if self.found else Label(_(NO_PLACES)))
        return card

    def _notes(self) -> Card:
        card = Card(self.station.theme)
        card.add(Label(_(NOTES), "label"))
        card.add(Label(self.draft.agent_notes.strip() or _(NO_NOTES)))
        return card

    def guidance(self) -> str:
        notes, count = self.draft.agent_notes.strip().rstrip("。"), len(self.found)
        return joined(
            _(READ).format(narrative=self.draft.narrative.strip().rstrip("。")),
            joined(_n("和您说的有{count}处不一样。", count).format(count=count), spoken(self.found)) if count else "",
            _(NOTED).format(notes=notes) if notes else "",
            _(MEANT).format(yes=_(YES), no=_(NO)),
        )

    def _was_said(self, words: str) -> None:
        if self.guidance() in words:
            self._heard = True
            self._show_ready(True)

    def _skip(self) -> None:
        """Leaves the rest unheard: the person has read it."""
        self._heard = False
        self.station.speech_output.hush()
        self._show_ready(True)

    def _show_ready(self, ready: bool) -> None:
        self.on.setEnabled(ready)
        self.skip.setVisible(not ready)

    def _confirm(self) -> None:
        self.draft.confirm(heard=bool(self._heard), at=self.station.now(), headings=self.draft.headings)
        self.answered.emit(ON)
