"""The petitioner's telephone and address; a telephone is optional."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from capture.handwriting import DIGITS
from core import validation
from core.flow import ON
from core.language import N_, _
from core.sentences import joined, sentence_of
from ui.base.input_preference import InputWay
from ui.base.page import Page
from ui.entry.digit_pad import DigitPad
from ui.entry.field import Field
from ui.entry.typing_sheet import TypingSheet
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Label

MOBILE = 11
MOST_DIGITS = 20
"""No number is longer; this many digits are shown, so that surplus ones can be seen and deleted."""
FOR_ACCUSATION = N_("留个电话，纪检监察部门好联系您。不留也可以。")
FINE = N_("请看看号码对不对。")
NONE = N_("没有电话，就按下面的“没有电话”。")
OTHERS, COMING = N_("还有人一起反映吗？"), N_("还有人一起反映 ✓")
LATER = N_("好。您讲完了，再请他们到前面来。")
ADDRESS_INSTEAD = N_("没有电话，就请留个住址，好找到您。")


class ContactPage(Page):
    name = "contact"

    def build(self) -> None:
        theme = self.station.theme
        if self.draft.accuses:
            self.lead.setText(_(FOR_ACCUSATION))
        self.number = Label("", "number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAccessibleName(_("电话号码"))
        self.note = Label("", "lead")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setMinimumHeight(theme.text_mm(34 if theme.large else 30))
        card = Card(theme)
        card.add(self.number)
        card.add(self.note)
        card.column.addLayout(self._other_ways())
        self.pad = DigitPad(theme)
        self.pad.wrote.connect(lambda digit: self._set(self.phone + digit))
        self.pad.erased.connect(lambda: self._set(self.phone[:-1]))
        self.address = Field(self.station, _("住址"), "address")
        self.address.changed.connect(lambda text: self.draft.identify(address=text))
        self.address.show_value(self.draft.petitioner.address)
        self.body.addLayout(self._arranged(card), 1)
        self.none = self.button(_("没有电话"), icon="phone")
        self.none.clicked.connect(self._without)
        self.choices.append(self.none)
        self.on = self.action(_("下一步"), icon="check")
        self._set(self.draft.petitioner.phone)

    def guidance(self) -> str:
        return joined(_(FOR_ACCUSATION), _(NONE)) if self.draft.accuses else super().guidance()

    def _arranged(self, number: Card) -> QBoxLayout:
        left, both = QVBoxLayout(), self.split()
        left.setSpacing(self.station.theme.length("gap"))
        left.addWidget(number)
        left.addWidget(self.address)
        others = self._others()
        others.setVisible(not self.station.theme.large)
        left.addWidget(others)
        left.addStretch(1)
        both.addLayout(left, 1)
        both.addWidget(self.pad, 3 if not self.station.theme.landscape else 1)
        return both

    def _others(self) -> Button:
        """Builds the quiet question whether somebody else files with them. Nothing is said about it unasked. There is
        no room for it in large letters; the review asks too."""
        self.others = self.button("", kind="quiet")
        self.others.setEnabled(not self.draft.company.people)
        self.others.clicked.connect(self._turn_company)
        self._show_company()
        return self.others

    def _show_company(self) -> None:
        company = self.draft.company
        self.others.rename(_(COMING) if company.wanted or company.people else _(OTHERS), "people")

    def _turn_company(self) -> None:
        company = self.draft.company
        company.wanted = not company.wanted
        self._show_company()
        if company.wanted:
            self.station.speech_output.say(_(LATER))

    def unkept(self) -> str:
        """Returns what is lost by leaving: an incomplete number, which the draft does not hold."""
        return _("没按完的号码") if self.phone != self.draft.petitioner.phone else ""

    def written(self) -> tuple[str, ...]:
        return (self.phone,)

    def write_back(self, written: tuple[str, ...]) -> None:
        self._set(*written)

    def _other_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.station.theme.length("gap"))
        ways: tuple[tuple[str, str, InputWay], ...] = (
            (_("用嘴说号码"), "microphone", "say"),
            (_("用手写"), "pencil", "write"),
        )
        for text, icon, way in ways:
            button = Button(self.station.theme, text, icon=icon)
            button.clicked.connect(lambda _=False, way=way: self._in_another_way(way))
            button.setVisible(self._possible(way))
            row.addWidget(button, 1)
        return row

    def _possible(self, way: InputWay) -> bool:
        engines = self.station.engines
        return engines.loaded_or_loading("speech") if way == "say" else engines.has("pen")

    def _in_another_way(self, way: InputWay) -> None:
        sheet = TypingSheet(self.station, self.window(), _("电话号码"), self.phone, keys="digits", way=way)
        sheet.typed.connect(self._set)

    def _set(self, digits: str) -> None:
        """Shows the number, without signs typed between the digits; only a plausible number goes into the draft."""
        self.phone = "".join(each for each in digits if each in DIGITS)[:MOST_DIGITS]
        fault = sentence_of(validation.telephone(self.phone))
        self.number.setText(_grouped(self.phone) or "—")
        self.note.setText(_remark(self.phone, fault))
        self.on.setEnabled(bool(self.phone) and not fault)
        self.none.setEnabled(not self.phone)
        self.draft.identify(phone="" if fault else self.phone)

    def _without(self) -> None:
        """Goes on without a telephone; then an address is required, since a petitioner must be reachable (art. 19)."""
        if self.draft.petitioner.address.strip():
            self.answered.emit(ON)
        else:
            self.station.speech_output.say(_(ADDRESS_INSTEAD))
            self.address.edit()


class ContactNowPage(ContactPage):
    """For who accused without a name and gave one afterwards: an answer must reach them (art. 19)."""

    name = "contact_now"


def _remark(digits: str, fault: str) -> str:
    """Returns the line below the number: how to go on, or what is wrong with it."""
    if not digits:
        return _(NONE)
    if fault and digits.startswith("1") and len(digits) < MOBILE:
        return _("手机号是{mobile}位，还差{number}位。").format(mobile=MOBILE, number=MOBILE - len(digits))
    if fault and digits.startswith("0") and len(digits) < MOBILE:
        return _("请接着按，区号后面是座机号。")
    return fault or _(FINE)


def _grouped(digits: str) -> str:
    """Returns the digits grouped as people read them: a mobile number 3-4-4, a fixed line after its area code."""
    head = 4 if digits.startswith("0") and not digits.startswith(("01", "02")) else 3
    parts = (digits[:head], digits[head : head + 4], digits[head + 4 :])
    return " ".join(part for part in parts if part)
