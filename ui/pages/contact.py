"""How the person can be reached; having no telephone is fine."""

from PySide6.QtCore import Qt

from core.flow import ON
from ui.page import Page
from ui.widgets.card import Card
from ui.widgets.digit_pad import DigitPad
from ui.widgets.field import Field
from ui.widgets.text import Label

PHONE_LENGTHS = range(7, 13)


class ContactPage(Page):
    name = "contact"

    def build(self) -> None:
        theme = self.station.theme
        self.number = Label("", "number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAccessibleName("电话号码")
        card = Card(theme)
        card.add(self.number)
        self.pad = DigitPad(theme)
        self.pad.setMinimumHeight(theme.px(92 if theme.landscape else 130))
        self.pad.wrote.connect(lambda digit: self._set(self.phone + digit))
        self.pad.erased.connect(lambda: self._set(self.phone[:-1]))
        self.address = Field(self.station, "住址")
        self.address.changed.connect(lambda text: self.draft.identify(address=text))
        self.address.show_value(self.draft.petitioner.address)
        self.body.addWidget(card)
        self.body.addWidget(self.pad, 1)
        self.body.addWidget(self.address)
        none = self.button("没有电话", icon="phone")
        none.clicked.connect(self._without)
        self.choices.append(none)
        self.on = self.action("下一步", icon="check")
        self._set(self.draft.petitioner.phone)

    def _set(self, digits: str) -> None:
        self.phone = digits[:12]
        self.number.setText(_grouped(self.phone) or "—")
        self.on.setEnabled(len(self.phone) in PHONE_LENGTHS)
        self.draft.identify(phone=self.phone if len(self.phone) in PHONE_LENGTHS else "")

    def _without(self) -> None:
        self._set("")
        self.answered.emit(ON)


def _grouped(digits: str) -> str:
    """As people read a mobile number: 3-4-4."""
    return " ".join(part for part in (digits[:3], digits[3:7], digits[7:]) if part)
