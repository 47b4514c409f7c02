"""What the agent may do, in which matter, and until when."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from core.agency import Power
from core.flow import ON
from core.language import N_, _
from core.sentences import label
from proxy_client.authority_terms import MONTHS, USUAL, authority_for, matter_of, months_of
from proxy_client.session import AgentDraft
from ui.base.page import Page
from ui.entry.field import Field
from ui.widgets.button import Button, ChoiceButton, exclusive
from ui.widgets.text import Label

PLAIN = {
    Power.FILE: N_("把这件事交给信访部门，必须有"),
    Power.RECEIVE: N_("答复来了，代收再转交本人"),
    Power.QUERY: N_("替本人问办到哪一步"),
    Power.EVALUATE: N_("替本人评满意不满意"),
}
PERIODS = {3: N_("三个月"), 6: N_("半年"), 12: N_("一年")}


class PowersPage(Page):
    """Writes every choice into the draft at once, so that going back loses nothing."""

    name = "powers"
    draft: AgentDraft

    def build(self) -> None:
        given = self.draft.authority
        self.months = months_of(given) if given else MONTHS[1]
        self.matter = Field(self.station, _("事项"))
        self.matter.show_value(self.draft.matter_written or matter_of(self.draft))
        self.body.addWidget(self.matter)
        self.powers = {power: self._power(power) for power in Power}
        grid = QGridLayout()
        grid.setSpacing(self.station.theme.length("gap"))
        for number, (power, button) in enumerate(self.powers.items()):
            button.setChecked(power in (given.powers if given else USUAL))
            grid.addWidget(button, number // 2, number % 2)
        self.powers[Power.FILE].toggled.connect(lambda _: self.powers[Power.FILE].setChecked(True))
        self.body.addLayout(grid, 1)
        self.body.addLayout(self._periods())
        on = self.button(_("写委托书"), kind="primary", icon="document")
        on.clicked.connect(self._write)
        self.matter.changed.connect(self._word)
        self.matter.changed.connect(lambda text: on.setEnabled(bool(text)))
        for button in self.powers.values():
            button.toggled.connect(lambda _: self._note())
        self.choices.append(on)

    def _power(self, power: Power) -> ChoiceButton:
        button = ChoiceButton(self.station.theme, label(power), _(PLAIN[power]), height_mm=44)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setCheckable(True)
        return button

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
        powers = {power for power, button in self.powers.items() if button.isChecked()}
        today = self.station.now().date()
        self.draft.authority = authority_for(self.matter.value, powers, today, self.months)

    def _write(self) -> None:
        self._note()
        self.answered.emit(ON)
