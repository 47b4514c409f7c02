"""Whom to call, where the story tells of something that cannot wait. Filing goes on, with or without the mark.

Nothing is asked here: whoever is in danger is shown a number, hears it, and can have somebody come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from core.flow import ON
from core.language import N_, _
from core.sentences import joined
from core.urgency.judge import Hotline, LocalHotline, hotlines_of
from core.urgency.kinds import UrgencyKind
from core.urgency.names import name_of
from ui.base.page import Page
from ui.base.page_words import spelled
from ui.speech.call_tone import call_tone
from ui.widgets.card import Card
from ui.widgets.large_code import LargeCode
from ui.widgets.text import Label

GENTLE = (N_("人最要紧"), N_("先打个电话，跟人说说话。这里的事可以慢慢办。"))
"""Title and lead where somebody may not want to live any more."""
WILL_SAY = N_("交上去的时候，会写明这件事要紧。")
DOWN, RIGHT = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
BESIDE_LARGE = 0.74
"""Share of the figures' height that large letters around them leave."""
SHOWN = 3
"""How many telephones fit, the first of them largest."""


class UrgentPage(Page):
    name = "urgent"

    def build(self) -> None:
        self.kinds = self._kinds()
        self.hotlines = hotlines_of(self.kinds, self._local())[:SHOWN]
        if self._gentle:
            self.title.setText(_(GENTLE[0]))
            self.lead.setText(_(GENTLE[1]))
        self._build_numbers()
        self._build_helper()
        self._build_choices()

    def _kinds(self) -> tuple[UrgencyKind, ...]:
        return self.draft.urgency_found

    def _build_choices(self) -> None:
        for text, kind, icon, act in (
            (_("这件事不急"), "secondary", "", self._take_away),
            (_("接着办"), "primary", "check", self._go_on),
        ):
            button = self.button(text, kind=kind, icon=icon)
            button.clicked.connect(act)
            self.choices.append(button)

    @property
    def _gentle(self) -> bool:
        return UrgencyKind.SELF_HARM in self.kinds

    @property
    def _mark(self) -> str:
        if self._gentle:
            return _(WILL_SAY)
        heard = _("、").join(_(name_of(kind)) for kind in self.kinds)
        return joined(_("听到的是：{heard}。").format(heard=heard), _(WILL_SAY)) if heard else _(WILL_SAY)

    def _local(self) -> list[LocalHotline]:
        return [
            LocalHotline(each.number, each.name, tuple(each.kinds))
            for each in self.station.province.settings.urgency.hotlines
        ]

    def _build_numbers(self) -> None:
        """The first number large; the others smaller, below it on a tall panel, beside it on a wide one."""
        theme = self.station.theme
        wide = theme.landscape
        numbers, others = self.split(), QBoxLayout(DOWN if wide else RIGHT)
        others.setSpacing(theme.length("gap"))
        for hotline in self.hotlines[:1]:
            numbers.addWidget(self._number(hotline, width_mm=150 if wide else 190, most_mm=76), 3)
        for hotline in self.hotlines[1:]:
            others.addWidget(self._number(hotline, width_mm=80, most_mm=26 if wide else 34), 1)
        if len(self.hotlines) > 1:
            numbers.addLayout(others, 2)
        self.body.addLayout(numbers, 1)

    def _number(self, hotline: Hotline, *, width_mm: float, most_mm: float) -> QWidget:
        card = Card(self.station.theme)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        card.column.setSpacing(0)
        card.column.addStretch(1)
        card.add(
            LargeCode(
                self.station.theme,
                hotline.number,
                width_mm=width_mm,
                most_mm=most_mm * (BESIDE_LARGE if self.station.theme.large else 1),
            )
        )
        name = Label(_(hotline.name), "lead")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.add(name)
        card.column.addStretch(1)
        return card

    def _build_helper(self) -> None:
        """What is marked; and, as on the sheet 求助, whom else to call and a bell for somebody to come."""
        telephone = self.station.province.telephone
        also = _("也可以打电话：{telephone}").format(telephone=telephone) if telephone else ""
        row = self.split()
        if said := joined(self._mark, also):
            row.addWidget(Label(said, "strong"), 1)
        if not self.station.speech_output.mute and not self.station.training:
            bell = self.button(_("响铃叫工作人员"), icon="speaker")
            bell.clicked.connect(self._ring)
            row.addWidget(bell)
        self.body.addLayout(row)

    def guidance(self) -> str:
        told = [
            _("{name}，请打，{number}。").format(name=_(each.name), number=spelled(each.number))
            for each in self.hotlines
        ]
        return joined(_("{title}。").format(title=self.title.text()), self.lead.text(), *told, self._mark)

    def _ring(self) -> None:
        self.station.speech_output.play(call_tone())

    def _take_away(self) -> None:
        self.draft.urgency_taken_away |= set(self.kinds)
        self.answered.emit(ON)

    def _go_on(self) -> None:
        self.draft.urgency_taken_away -= set(self.kinds)
        self.draft.urgency_shown |= set(self.kinds)
        self.answered.emit(ON)


class UrgentQuestionPage(UrgentPage):
    """The same before the answer to a question. Nothing is filed, so nothing is marked, and nothing is kept."""

    name = "urgent_question"

    def _kinds(self) -> tuple[UrgencyKind, ...]:
        return self.draft.question.urgent

    def _build_choices(self) -> None:
        self.action(_("看回答"), ON, icon="forward")

    @property
    def _mark(self) -> str:
        return ""
