"""Those who file together: the petitioner, up to four more representatives, and whoever signs. Most people come alone;
then this page is not shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.company import Companion
from core.flow import ON
from core.joint import MOST_REPRESENTATIVES, same_person
from core.language import N_, _, _n
from core.person import Person
from core.problems import FilingProblem
from core.sentences import joined
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.button import Button, ChoiceButton
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

FOR_ACCUSATION = N_("一起检举的人，互相知道名字。内容只有纪检监察部门打得开。")
REPRESENTATIVE, SIGNER = N_("代表"), N_("签名的人")
CHANGED = N_("内容改过了，要再听一遍。")
ALREADY = N_("和反映人是同一位，请去掉。")


class TogetherPage(Page):
    name = "together"

    def build(self) -> None:
        theme = self.station.theme
        self.list = Scroll(theme.length("gap"))
        self.body.addWidget(self.list, 1)
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.length("gap"))
        tiles.addWidget(self._tile(_("加一位代表"), _("最多{most}位").format(most=MOST_REPRESENTATIVES), True), 1)
        tiles.addWidget(self._tile(_("加一位签名的人"), _("身份证或者签名"), False), 1)
        self.body.addLayout(tiles)
        self.on = self.button("", kind="primary", icon="check")
        self.on.clicked.connect(self._go_on)
        self.choices.append(self.on)
        self._refresh()

    def guidance(self) -> str:
        no_more = _("没有别的人了，就按，{button}。") if self.draft.company.people else _("没有别人，就按，{button}。")
        return joined(
            self.words.spoken,
            no_more.format(button=self.on.text()),
            _(FOR_ACCUSATION) if self.draft.accuses else "",
        )

    def _tile(self, text: str, note: str, represents: bool) -> ChoiceButton:
        tile = ChoiceButton(self.station.theme, text, note, icon="people" if represents else "pencil", height_mm=30)
        tile.clicked.connect(lambda: self._begin(represents))
        return tile

    def _begin(self, represents: bool) -> None:
        self.unsay()
        try:
            self.draft.company.begin(represents=represents)
        except FilingProblem as problem:
            self.trouble(problem)
        else:
            self.answered.emit("join")

    def _refresh(self) -> None:
        self.list.clear()
        company, column = self.draft.company, self.list.column
        first = Card(self.station.theme)
        first.add(self._line(_(REPRESENTATIVE), self.draft.petitioner))
        column.addWidget(first)
        for companion in (*company.representatives, *company.signers):
            card = Card(self.station.theme)
            card.add(self._companion(companion))
            column.addWidget(card)
        column.addStretch(1)
        others = len(company.people)
        many = _n("一共{count}个人。", others + 1).format(count=others + 1) if others else ""
        self.lead.setText(joined(many, _(FOR_ACCUSATION) if self.draft.accuses else self.words.lead))
        self.on.rename(_("下一步") if others else _("就我一个人"), "check")
        self.on.setEnabled(self.draft.company_settled)

    def _companion(self, companion: Companion) -> QWidget:
        role = _(REPRESENTATIVE) if companion.represents else _(SIGNER)
        remark = self._remark(companion)
        buttons = [self._button(_("去掉"), "trash", companion, self._ask)]
        if remark == _(CHANGED):
            buttons.insert(0, self._button(_("再听一遍"), "speaker", companion, self._again))
        return self._line(role, companion.petitioner, remark, *buttons)

    def _remark(self, companion: Companion) -> str:
        if same_person(companion.petitioner, self.draft.petitioner):
            return _(ALREADY)
        return _(CHANGED) if companion.under != self.draft.words_joined else ""

    def _line(self, role: str, person: Person, remark: str = "", *buttons: Button) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.station.theme.length("gap"))
        words = QVBoxLayout()
        words.setSpacing(self.station.theme.px(1))
        words.addWidget(Label(role, "label"))
        beside = "　" if self.station.theme.landscape else "\n"
        words.addWidget(Label(beside.join(filter(None, (person.name, person.id_number_masked))), "strong"))
        if remark:
            words.addWidget(Label(remark, "alarm"))
        row.addLayout(words, 1)
        side = row
        if len(buttons) > 1 and not self.station.theme.landscape:
            side = QHBoxLayout()
            side.setSpacing(self.station.theme.length("gap"))
            side.addStretch(1)
            words.addLayout(side)
        for button in buttons:
            side.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _button(self, text: str, icon: str, companion: Companion, act: Callable[[Companion], None]) -> Button:
        button = self.button(text, icon=icon)
        button.setAccessibleName(_("{what}{name}").format(what=text, name=companion.petitioner.name))
        button.clicked.connect(partial(act, companion))
        return button

    def _again(self, companion: Companion) -> None:
        self.draft.company.joining = companion
        self.answered.emit("agree")

    def _ask(self, companion: Companion) -> None:
        if any(each.isVisible() for each in self.window().findChildren(Confirmation)):
            return
        question = Confirmation(
            self.station,
            self.window(),
            _("把{name}去掉吗？").format(name=companion.petitioner.name),
            _("别人不变。以后想加，再加一次就行。"),
            go=_("去掉"),
            stay=_("不去掉"),
        )
        question.gone.connect(partial(self._remove, companion))

    def _remove(self, companion: Companion) -> None:
        self.draft.company.remove(companion)
        self._refresh()

    def _go_on(self) -> None:
        self.draft.company.wanted = bool(self.draft.company.people)
        self.answered.emit(ON)
