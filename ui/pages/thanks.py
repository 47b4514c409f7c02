"""The end of an evaluation."""

from ui.page import Page
from ui.widgets.drawing import Drawing


class ThanksPage(Page):
    name = "thanks"

    def build(self) -> None:
        self.body.addWidget(Drawing(self.station.theme, "sun", 110), 1)
        self.action("好的", "leave", icon="check")
