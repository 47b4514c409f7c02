"""The first page of the story, told from the beginning or as an addition to a case of one's own."""

from core.language import N_, _
from core.narrative import Narrative
from core.sentences import joined
from ui.pages.speaking import UNMARKED, Hint, SpeakingPage

ASKED = N_("这是您刚才问的话。按一下可以听、可以改，也可以接着说。")
ADDED_TITLE, ADDED_LEAD = N_("要补充什么，请讲"), N_("以前说过的不用再说。没有话要说，就按不说了，交材料。")
ADDED_INVITATION = (
    ("clock", N_("后来又出了什么事")),
    ("pencil", N_("上回漏说了什么、说错了什么")),
    ("document", N_("有什么新的材料、新的证人")),
)


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
        if self.draft.adds_to:
            self.title.setText(_(ADDED_TITLE))
            self.lead.setText(_(ADDED_LEAD))

    @property
    def invited(self) -> tuple[tuple[str, str], ...]:
        return ADDED_INVITATION if self.draft.adds_to else self.invitation

    def guidance(self) -> str:
        return joined(_(ADDED_TITLE), _(ADDED_LEAD)) if self.draft.adds_to else super().guidance()

    def _judgement(self, told: Narrative) -> Hint:
        """Says of words that come from a question that they do."""
        hint = super()._judgement(told)
        return (_(ASKED), ()) if self.draft.question.taken and hint == (_(UNMARKED), ()) else hint

    def refresh(self) -> None:
        super().refresh()
        silent = not self.shown and not self.dictation.busy
        self.letter.setVisible(silent)
        if self.draft.adds_to and not self._sheet:
            self.on.rename(_("不说了，交材料") if silent else _("下一步"), "check")
            self.on.setEnabled(not self.dictation.busy)
