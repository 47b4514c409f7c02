"""Consent: what is recorded and why. The optional parts may be refused at no loss (PIPL art. 14 to 17).

The petitioner consents: the resident at a kiosk, the principal before an agent."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout

from core.consents import ConsentEntry, digest_of
from core.flow import ON
from core.language import N_, _, speaks_source
from core.sentences import joined
from ui.base.page import Page
from ui.widgets.button import ChoiceButton
from ui.widgets.card import Card, Line
from ui.widgets.text import Label

NEEDED = (
    (N_("姓名和证件号"), N_("要知道是谁反映的，才好答复您")),
    (N_("您说的事情"), N_("记下来，念给您听，您同意才交")),
    (N_("出事的地方"), N_("好转给管事的单位")),
)
READ_OUT, SHOWN = N_("念给您听"), N_("给您看一遍")
"""Words within a reason; the second replaces the first where nothing can be read aloud."""
OPTIONAL = (
    ("keep_audio", N_("带上录音"), N_("您的原话也交上去")),
    ("keep_card_image", N_("带上身份证照片"), N_("印上“仅供信访使用”")),
    ("notify_by_phone", N_("愿意接电话、收短信"), N_("写进信访件，一起交上去")),
)
KEPT_SEALED = N_("封好了再送，只有信访部门打得开。检举控告只有纪检监察部门打得开。")
FOR_ACCUSATION = (*NEEDED[:2], (NEEDED[2][0], N_("好让管这里的纪检监察部门来看")))
FOR_PRINCIPAL = N_("请念给委托人听，由委托人自己选。")


def _aloud(text: str, note: str) -> str:
    """Returns one consent as it is read out."""
    return _("{text}，{note}。").format(text=_(text), note=_(note))


class ConsentPage(Page):
    name = "consent"
    long = True

    def build(self) -> None:
        theme = self.station.theme
        if self.draft.agent:
            self.lead.setText(_(FOR_PRINCIPAL))
        needed = Card(theme)
        needed.column.setSpacing(theme.px(2))
        needed.add(Label(_("办事必须有"), "strong"))
        for what, why in self._needed():
            reason = _(why).replace(_(READ_OUT), _(SHOWN)) if self.station.speech_output.mute else _(why)
            needed.add(Line(theme, _(what), reason, name_mm=64))
        self.body.addWidget(needed)
        self.body.addWidget(Label(_("您愿意就按一下，不愿意就不按"), "strong"))
        self._heard: set[str] = set()
        offered = self._offered()
        grid = QGridLayout()
        grid.setSpacing(theme.length("gap"))
        columns = len(offered) if theme.landscape else 1
        for number, (name, text, note) in enumerate(offered):
            grid.addWidget(self._choice(name, _(text), _(note)), number // columns, number % columns)
        self.body.addLayout(grid, 1)
        self.body.addWidget(Label(_(KEPT_SEALED), "small"))
        if not self.draft.agent and self.draft.adds_to is None:
            accuse = self.button(_("我要检举控告"), icon="shield")
            accuse.clicked.connect(self._accuse)
            self.choices.append(accuse)
        agree = self.button(_("知道了，开始"), kind="primary", icon="check")
        agree.clicked.connect(self._agree)
        self.choices.append(agree)

    def _offered(self) -> list[tuple[str, str, str]]:
        policy = self.station.settings.policy
        return [each for each in OPTIONAL if each[0] != "keep_card_image" or policy.keep_card_image]

    def enter(self) -> None:
        self.station.speech_output.said.connect(self._was_said)

    def _was_said(self, words: str) -> None:
        """Notes which consents have been said to the end."""
        self._heard |= {name for name, text, note in self._offered() if _aloud(text, note) in words}

    def _record(self) -> None:
        """Keeps, for each consent, the digest of the words shown, the answer, and whether the words were said."""
        before = {(each.id, each.text_sha256) for each in self.draft.consent_record if each.spoken}
        entries = []
        for name, text, note in self._offered():
            digest = digest_of(f"{_(text)}\n{_(note)}")
            spoken = name in self._heard or (name, digest) in before
            given = bool(getattr(self.draft.consents, name))
            entries.append(ConsentEntry(id=name, text_sha256=digest, given=given, at=self.station.now(), spoken=spoken))
        self.draft.consent_record = tuple(entries)

    def _needed(self) -> tuple[tuple[str, str], ...]:
        """Returns what is needed and why, as it is for this purpose; not yet translated."""
        return FOR_ACCUSATION if self.draft.accuses else NEEDED

    def _choice(self, name: str, text: str, note: str) -> ChoiceButton:
        button = ChoiceButton(self.station.theme, text, note, height_mm=30)
        button.grow(60 if speaks_source() else 80)
        button.setCheckable(True)
        button.setChecked(getattr(self.draft.consents, name))
        button.toggled.connect(lambda on: self._set(name, on))
        return button

    def _set(self, name: str, on: bool) -> None:
        self.draft.consents = replace(self.draft.consents, **{name: on})
        text, note = next((text, note) for each, text, note in self._offered() if each == name)
        self.station.speech_output.say(joined(_aloud(text, note), _("您选了。") if on else _("您没选。")))

    def guidance(self) -> str:
        each = [_aloud(text, note) for _name, text, note in self._offered()]
        return joined(_(FOR_PRINCIPAL) if self.draft.agent else "", super().guidance(), *each)

    def _accuse(self) -> None:
        self._record()
        self.answered.emit("accuse")

    def _agree(self) -> None:
        self._record()
        self.draft.consented = True
        self.answered.emit(ON)
