"""What the person wants: four purposes of the regulation, in plain words."""

from core.flow import ON
from core.petition import Purpose
from ui.page import Page
from ui.widgets.button import ChoiceButton, exclusive

PLAIN = {
    Purpose.REQUEST: ("解决我的难处", "申诉求决", "hand"),
    Purpose.REPORT: ("反映一个情况", "情况反映", "document"),
    Purpose.SUGGESTION: ("提个建议", "建议意见", "star"),
    Purpose.ACCUSATION: ("检举干部或单位", "检举控告：内容密封，只交纪检监察部门", "shield"),
}


class PurposePage(Page):
    name = "purpose"

    def build(self) -> None:
        self.purposes = {
            purpose: ChoiceButton(self.station.theme, text, note, icon=icon, height_mm=50)
            for purpose, (text, note, icon) in PLAIN.items()
        }
        exclusive(*self.purposes.values())
        for purpose, button in self.purposes.items():
            button.setChecked(purpose == self.draft.purpose)
            button.clicked.connect(lambda _=False, purpose=purpose: self._choose(purpose))
            self.body.addWidget(button)
        self.body.addStretch(1)

    def _choose(self, purpose: Purpose) -> None:
        self.draft.purpose = purpose
        self.answered.emit(ON)
