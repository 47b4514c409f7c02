"""The petition's purpose: the regulation's four, in plain words."""

from core.flow import ON
from core.language import N_, _
from core.petition import Purpose
from core.sentences import label
from ui.base.page import Page
from ui.widgets.button import ChoiceButton, exclusive

NOTES = {
    Purpose.REQUEST: (N_("我遇到了难处，想请政府帮着解决"), "hand"),
    Purpose.REPORT: (N_("我看到一件事，想让政府知道"), "document"),
    Purpose.SUGGESTION: (N_("我有个想法，想说给政府听"), "star"),
    Purpose.ACCUSATION: (N_("有人违纪违法。封好了送，只有纪检监察部门打得开"), "shield"),
}
"""The explanation and icon of each purpose; the one most people come for is first."""


class PurposePage(Page):
    name = "purpose"
    long = True

    def build(self) -> None:
        self.purposes = {
            purpose: ChoiceButton(self.station.theme, label(purpose, "purpose-plain"), _(note), icon=icon, height_mm=38)
            for purpose, (note, icon) in NOTES.items()
        }
        exclusive(*self.purposes.values())
        for purpose, button in self.purposes.items():
            button.grow(84)
            button.setChecked(purpose == self.draft.purpose)
            button.clicked.connect(lambda _=False, purpose=purpose: self._choose(purpose))
            self.body.addWidget(button, 1)

    def _choose(self, purpose: Purpose) -> None:
        self.draft.choose(purpose)
        self.answered.emit(ON)
