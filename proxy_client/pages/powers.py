"""What the agent may do, in which matter, and until when."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from core.authority.letter import Power, ProofKind
from core.date_format import day
from core.flow import ON
from core.language import N_, _
from core.sentences import joined, label, listed, sentence_of
from proxy_client.authority_terms import (
    MONTHS,
    USUAL,
    ProofsWanted,
    authority_for,
    bound,
    hindrance,
    matter_of,
    months_of,
    proofs_wanted,
)
from proxy_client.session import AgentDraft
from ui.base.page import Page
from ui.entry.field import Field
from ui.widgets.button import Button, ChoiceButton, exclusive
from ui.widgets.text import Label

PLAIN = {
    Power.FILE: N_("把这件事交给信访部门，必须有"),
    Power.RECEIVE: N_("答复来了，代收再转交本人"),
    Power.QUERY: N_("替本人问办到哪一步"),
}
"""What a letter can say; Power.EVALUATE stands in older ones only: nobody judges for the principal (decision 0085)."""
PERIODS = {3: N_("三个月"), 6: N_("半年"), 12: N_("一年")}
NO_PAPERS = N_("还没有放材料。请按返回，回到核对那一页，把{kinds}放进材料里。")
POINT_AT = N_("材料里有哪一种，就按哪一种。")
TURNED_BACK = N_("这台电脑的日期比以前用过的还早。委托书从{today}算起，请找运维人员校准日期。")


class PowersPage(Page):
    """Writes every choice into the draft at once, so that going back loses nothing."""

    name = "powers"
    draft: AgentDraft

    def build(self) -> None:
        given = self.draft.authority
        own = self.station.now().date()
        self.today = self.station.sync.latest_time(self.station.now()).date()
        self.months = months_of(given) if given else MONTHS[1]
        self.matter = Field(self.station, _("事项"))
        self.matter.show_value(self.draft.matter_written or matter_of(self.draft))
        self.body.addWidget(self.matter)
        self.powers = {power: self._power(power) for power in PLAIN}
        grid = QGridLayout()
        grid.setSpacing(self.station.theme.length("gap"))
        for number, (power, button) in enumerate(self.powers.items()):
            button.setChecked(power in (given.powers if given else USUAL))
            grid.addWidget(button, 0, number)
        self.powers[Power.FILE].toggled.connect(lambda _: self.powers[Power.FILE].setChecked(True))
        self.body.addLayout(grid, 1)
        self.body.addLayout(self._periods())
        self.proof = self._proof(given.proof.kind if given and given.proof else None)
        self.note = Label("", "notice")
        self.body.addWidget(self.note)
        self.clock = _(TURNED_BACK).format(today=day(self.today)) if self.today > own else ""
        self.on = self.button(_("写委托书"), kind="primary", icon="document")
        self.on.clicked.connect(self._write)
        self.matter.changed.connect(self._word)
        for button in self.powers.values():
            button.toggled.connect(lambda _: self._note())
        self.choices.append(self.on)
        self._note()

    def _power(self, power: Power) -> ChoiceButton:
        button = ChoiceButton(self.station.theme, label(power), _(PLAIN[power]), height_mm=44)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setCheckable(True)
        return button

    def _proof(self, shown: ProofKind | None) -> dict[ProofKind, Button]:
        """Shows a button for each proof that the agent may show, where one is asked for."""
        self.wanted: ProofsWanted = proofs_wanted(self.draft, self.today)
        buttons = {kind: Button(self.station.theme, label(kind)) for kind in self.wanted.kinds}
        if not buttons:
            return buttons
        row = QHBoxLayout()
        row.setSpacing(self.station.theme.length("gap"))
        row.addWidget(Label(_("材料里有"), "label"))
        exclusive(*buttons.values())
        for kind, button in buttons.items():
            button.setEnabled(bool(self.draft.scans))
            button.setChecked(kind is shown and bool(self.draft.scans))
            button.clicked.connect(lambda _=False: self._note())
            row.addWidget(button, 1)
        self.body.addLayout(row)
        return buttons

    def _periods(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.station.theme.length("gap"))
        row.addWidget(Label(_("从今天起"), "label"))
        buttons = {months: Button(self.station.theme, _(PERIODS[months])) for months in MONTHS}
        exclusive(*buttons.values())
        for months, button in buttons.items():
            button.setChecked(months == self.months)
            button.clicked.connect(lambda _=False, months=months: self._last(months))
            row.addWidget(button, 1)
        return row

    def _last(self, months: int) -> None:
        self.months = months
        self._note()

    def _word(self, text: str) -> None:
        self.draft.matter_written = text
        self._note()

    def _note(self) -> None:
        """Writes the letter's terms into the draft, and says what still speaks against them."""
        powers = {power for power, button in self.powers.items() if button.isChecked()}
        shown = next((kind for kind, button in self.proof.items() if button.isChecked()), None)
        terms = authority_for(self.matter.value, powers, self.today, self.months)
        self.draft.authority = bound(terms, self.draft, shown)
        problem = hindrance(self.draft, self.today)
        way_out = self._way_out() if problem and self.wanted.kinds and shown is None else ""
        self.note.say(joined(self.clock, sentence_of(problem), way_out), "alarm" if problem else "notice")
        self.note.setVisible(bool(self.note.text()))
        self.on.setEnabled(problem is None)

    def _way_out(self) -> str:
        """Returns what to do about a proof that is asked for and was not pointed at yet."""
        if self.draft.scans:
            return _(POINT_AT)
        return _(NO_PAPERS).format(kinds=listed([label(kind) for kind in self.wanted.kinds]))

    def _write(self) -> None:
        self._note()
        if self.on.isEnabled():
            self.answered.emit(ON)
