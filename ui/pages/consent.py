"""Consent: what is recorded and why. The optional parts may be refused at no loss (PIPL art. 14 to 17).

The petitioner consents: the resident at a kiosk, the principal before an agent."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout

from core.flow import ON
from core.language import N_, _
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
FOR_PRINCIPAL = N_("请念给委托人听，由委托人自己选。")


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
        for what, why in NEEDED:
            reason = _(why).replace(_(READ_OUT), _(SHOWN)) if self.station.speech_output.mute else _(why)
            needed.add(Line(theme, _(what), reason, name_mm=64))
        self.body.addWidget(needed)
        self.body.addWidget(Label(_("您愿意就按一下，不愿意就不按"), "strong"))
        policy = self.station.settings.policy
        offered = [each for each in OPTIONAL if each[0] != "keep_card_image" or policy.keep_card_image]
        grid = QGridLayout()
        grid.setSpacing(theme.length("gap"))
        columns = len(offered) if theme.landscape else 1
        for number, (name, text, note) in enumerate(offered):
            grid.addWidget(self._choice(name, _(text), _(note)), number // columns, number % columns)
        self.body.addLayout(grid, 1)
        self.body.addWidget(Label(_(KEPT_SEALED), "small"))
        agree = self.button(_("知道了，开始"), kind="primary", icon="check")
        agree.clicked.connect(self._agree)
        self.choices.append(agree)

    def _choice(self, name: str, text: str, note: str) -> ChoiceButton:
        button = ChoiceButton(self.station.theme, text, note, height_mm=30)
        button.grow(60)
        button.setCheckable(True)
        button.setChecked(getattr(self.draft.consents, name))
        button.toggled.connect(lambda on: self._set(name, on))
        return button

    def _set(self, name: str, on: bool) -> None:
        self.draft.consents = replace(self.draft.consents, **{name: on})

    def guidance(self) -> str:
        return joined(_(FOR_PRINCIPAL), super().guidance()) if self.draft.agent else super().guidance()

    def _agree(self) -> None:
        self.draft.consented = True
        self.answered.emit(ON)
