"""The evaluation: two questions (the bureau, the unit) with three answers each."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from core.case import Evaluation, Grade
from core.flow import ON
from core.language import _
from core.problems import Problem
from core.sentences import joined, label
from core.wire import CaseQuery, EvaluationCall
from ui.base.card_reminder import reminder
from ui.base.page import Page
from ui.entry.field import Field
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button, exclusive
from ui.widgets.card import Card
from ui.widgets.drawing import Drawing
from ui.widgets.text import Label


class EvaluatePage(Page):
    name = "evaluate"

    def build(self) -> None:
        self.grades: dict[str, Grade] = {}
        for key, question in (("bureau", _("信访部门办得")), ("unit", _("办事单位办得"))):
            self.body.addWidget(self._question(key, question), 1)
        self.reasons = Field(self.station, _("哪里不满意"), hint=_("可以写，也可以不写"))
        self.reasons.hide()
        self.working = BusyIndicator(self.station.theme, _("正在送出"))
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.working)
        self.send = self.button(_("送出评价"), kind="primary", icon="send")
        self.send.setEnabled(False)
        self.send.clicked.connect(self._send)
        self.choices.append(self.send)

    def _question(self, key: str, question: str) -> Card:
        card = Card(self.station.theme)
        card.add(Label(question, "title"))
        buttons = {grade: Button(self.station.theme, label(grade)) for grade in Grade}
        exclusive(*buttons.values())
        row = QHBoxLayout()
        row.setSpacing(self.station.theme.length("gap"))
        for grade, button in buttons.items():
            button.setMinimumHeight(self.station.theme.px(26))
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            button.setAccessibleName(joined(question, label(grade)))
            button.clicked.connect(lambda _=False, grade=grade: self._grade(key, grade))
            row.addWidget(button, 1)
        card.column.addLayout(row, 1)
        return card

    def unkept(self) -> str:
        return _("选好的评价") if self.grades else ""

    def _grade(self, key: str, grade: Grade) -> None:
        self.grades[key] = grade
        self.reasons.setVisible(Grade.DISSATISFIED in self.grades.values())
        self.send.setEnabled(len(self.grades) == 2)

    def _send(self) -> None:
        inquiry = self.draft.inquiry
        reasons = self.reasons.value if Grade.DISSATISFIED in self.grades.values() else ""
        call = EvaluationCall(
            query=CaseQuery(query_code=inquiry.query_code, last_four=inquiry.last_four),
            evaluation=Evaluation(bureau=self.grades["bureau"], unit=self.grades["unit"], reasons=reasons),
        )
        self.send.setEnabled(False)
        self.working.begin()
        self.station.tasks.run(
            lambda: self.station.sync.evaluate(call), owner=self, done=self._sent, failed=self._failed
        )

    def _sent(self, _answer: None) -> None:
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.send.setEnabled(True)
        self.trouble(problem)


class ThanksPage(Page):
    name = "thanks"

    def build(self) -> None:
        self.body.addWidget(Drawing(self.station.theme, "sun", 110), 1)
        self.lead.setText(joined(self.words.lead, reminder(self.draft)))
        self.action(_("好的"), "leave", icon="check")

    def guidance(self) -> str:
        return joined(self.words.spoken, reminder(self.draft))
