"""One of several who file together hears what is filed in their name, and agrees for themself or goes back."""

from PySide6.QtWidgets import QVBoxLayout

from core.company import Companion
from core.consents import digest_of
from core.draft import Draft
from core.introduction import Evidence
from core.joint import JointConsent
from core.language import N_, _
from core.problems import FilingProblem
from core.sentences import joined, label
from ui.base.page import Page
from ui.pages.signing import SHORT
from ui.widgets.card import Card
from ui.widgets.long_scroll import LongScroll
from ui.widgets.signature import SignaturePad, WriteAnew
from ui.widgets.text import Label

WRITTEN = N_("写的是：{narrative}")
WANTS = N_("想要{wish}。出在{where}。")
REPRESENTS = N_("您是代表。用自己的身份证，可以查办到哪一步。答复写给各位代表，一件事一个答复。")
SIGNS = N_("您的名字一起交，只给办这件事的人看。答复写给代表，请向代表问。")
BY_CARD = N_("用自己的身份证，也可以查办到哪一步。")
REPRESENTS_SEALED = N_("您是代表。您的名字封在里面，只有纪检监察部门打得开。")
SIGNS_SEALED = N_("您的名字封在里面，只有纪检监察部门打得开。")
FREE = N_("不愿意可以不参加。提交以前，随时可以把名字去掉。")
TO_SIGN = N_("愿意，就用手指签名，再按，我愿意。")
TO_PRESS = N_("愿意，就按，我愿意。")


def told(draft: Draft, companion: Companion) -> tuple[str, ...]:
    """Returns what somebody is told before they agree, sentence by sentence."""
    place = draft.place
    wish = label(draft.purpose, "purpose-plain") if draft.purpose else ""
    where = f"{place.name}{place.detail}" if place else ""
    return (
        _(WRITTEN).format(narrative=draft.narrative.strip()),
        _(WANTS).format(wish=wish, where=where),
        *_part(draft, companion),
        _(FREE),
    )


def _part(draft: Draft, companion: Companion) -> tuple[str, ...]:
    """Returns what they are in this petition, and what they may see of it."""
    if draft.accuses:
        return (_(REPRESENTS_SEALED if companion.represents else SIGNS_SEALED),)
    if companion.represents:
        return (_(REPRESENTS),)
    return (_(SIGNS), _(BY_CARD)) if companion.evidence is not Evidence.TOLD else (_(SIGNS),)


class AgreePage(Page):
    """Whose card was read here agrees by touch; anybody else signs."""

    name = "agree"

    def build(self) -> None:
        theme, name = self.station.theme, self._companion.petitioner.name
        if name and len(name) <= SHORT:
            self.title.setText(_("{name}，请您听一听").format(name=name))
        self._heard = False
        words = LongScroll(theme, theme.length("gap"))
        card = Card(theme, "sunny")
        for sentence in told(self.draft, self._companion):
            card.add(Label(sentence, "body"))
        words.column.addWidget(card)
        words.column.addStretch(1)
        both = self.split()
        both.addWidget(words, 3)
        self.body.addLayout(both, 1)
        without = self.button(_("不参加"), icon="back")
        without.clicked.connect(self._go_back_on_it)
        self.choices.append(without)
        self.on = self.button(_("我愿意"), kind="primary", icon="check")
        self.on.clicked.connect(self._agree)
        self.pad: SignaturePad | None = None
        if self._companion.evidence is Evidence.TOLD:
            both.addLayout(self._signing(), 2)
        self.choices.append(self.on)

    def _signing(self) -> QVBoxLayout:
        self.pad = SignaturePad(self.station.theme)
        self.pad.changed.connect(self._signed)
        self.choices.append(WriteAnew(self.station.theme, self.pad))
        column = QVBoxLayout()
        column.addWidget(self.pad, 1)
        self.on.setEnabled(False)
        if self._companion.under in (None, self.draft.words_joined) and self._companion.strokes:
            self.pad.show_strokes(self._companion.strokes)
        return column

    def enter(self) -> None:
        self.station.speech_output.said.connect(self._was_said)

    @property
    def _companion(self) -> Companion:
        return self.draft.company.joining or Companion()

    def guidance(self) -> str:
        return joined(*told(self.draft, self._companion), _(TO_PRESS if self.pad is None else TO_SIGN))

    def _was_said(self, words: str) -> None:
        self._heard = self._heard or self.guidance() in words

    def _signed(self, enough: bool) -> None:
        assert self.pad is not None
        self._companion.strokes = self.pad.strokes
        self.on.setEnabled(enough)

    def _agree(self) -> None:
        """Takes the person into the list; a second touch finds that it is done."""
        if self.draft.company.joining is None:
            return
        words = digest_of("\n".join(told(self.draft, self._companion)))
        consent = JointConsent(text_sha256=words, at=self.station.now(), spoken=self._heard)
        try:
            self.draft.company.check(self.draft.petitioner)
        except FilingProblem as problem:
            self.trouble(problem)
            return
        self._companion.agree(consent, self.draft.words_joined, self.pad.png() if self.pad else b"")
        self.draft.company.join(self.draft.petitioner)
        self.answered.emit("done")

    def _go_back_on_it(self) -> None:
        self.draft.company.remove(self._companion)
        self.draft.company.joining = None
        self.answered.emit("done")
