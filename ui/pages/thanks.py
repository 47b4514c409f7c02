"""The page after an evaluation."""

from core.language import _
from core.sentences import joined
from ui.base.card_reminder import reminder
from ui.base.page import Page
from ui.widgets.drawing import Drawing


class ThanksPage(Page):
    name = "thanks"

    def build(self) -> None:
        self.body.addWidget(Drawing(self.station.theme, "sun", 110), 1)
        self.lead.setText(joined(self.words.lead, reminder(self.draft)))
        self.action(_("好的"), "leave", icon="check")

    def guidance(self) -> str:
        return joined(self.words.spoken, reminder(self.draft))
