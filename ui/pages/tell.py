"""The story: words appear while the person speaks, and each clause can be heard, chosen, said again or written."""

from core.language import N_, _
from ui.pages.speaking import SpeakingPage


class TellPage(SpeakingPage):
    """The first page of the story; a person with a written letter may lay it instead."""

    name = "tell"
    invitation = (
        ("clock", N_("什么时候的事")),
        ("place", N_("在哪里")),
        ("document", N_("是什么事")),
        ("hand", N_("您想怎么办")),
    )

    def build(self) -> None:
        super().build()
        self.letter = self.button(_("我写好了信"), icon="document")
        self.letter.clicked.connect(lambda: self.answered.emit("letter"))
        self.choices.insert(0, self.letter)

    def refresh(self) -> None:
        super().refresh()
        self.letter.setVisible(not self.shown and not self.dictation.busy)
