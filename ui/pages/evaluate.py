"""The evaluation, in private: two questions, bureau and unit, one after the other, then reasons, then one look at all.

No name is shown and no answer is said aloud unless the person asks for it. At an agent's terminal the window is locked
meanwhile (`proxy_client/flow.py`)."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.case import Evaluation, Grade
from core.flow import ON
from core.language import N_, _
from core.problems import Problem
from core.sentences import joined, label
from core.wire import EvaluationCall
from ui.base.card_reminder import reminder
from ui.base.page import Page
from ui.entry.spoken_text import SpokenText
from ui.pages.grade_question import FACES, GradeQuestion
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.drawing import Drawing
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label

Step = Literal["bureau", "unit", "reasons", "all"]
VISIT = N_("不满意的，信访部门要回访您，问清哪里没办好。")
ALONE = N_("您一个人评，请旁人走开些。选了什么，喇叭不念。")
CHOOSE, TOUCH = N_("按一张脸，或者按话筒说出来。"), N_("按一张脸。")
QUESTIONS = {
    "bureau": (N_("信访部门办得"), N_("信访部门办得怎么样？"), N_("就是收您的件、转给单位的部门。")),
    "unit": (N_("办事单位办得"), N_("办事单位办得怎么样？"), N_("就是管这件事、给您答复的单位。")),
}
REASONS = N_("哪里不满意？")
SURE = N_("就这样送出吗？")
SURE_HINT = N_("想听一遍，按念给我听。不对，按改一改。")


class EvaluatePage(Page):
    name = "evaluate"

    def build(self) -> None:
        self.grades: dict[str, Grade] = {}
        self.step: Step = "bureau"
        self.question = GradeQuestion(self.station)
        self.question.chosen.connect(self._grade)
        self.reasons = SpokenText(self.station, _("您说，我来写。不说也可以。"))
        self.reasons.changed.connect(lambda _: self._offer())
        self.all = LongScroll(self.station.theme, self.station.theme.length("gap"))
        self.working = BusyIndicator(self.station.theme, _("正在送出"))
        for each in (self.question, self.reasons, self.all):
            self.body.addWidget(each, 1)
        self.body.addWidget(self.working)
        self._build_choices()
        self._show("bureau")

    def _build_choices(self) -> None:
        if self.draft.agent:
            self.action(_("不评了"), "leave", kind="secondary")
        self.aloud = self._choice(_("念给我听"), "speaker", self._read_aloud)
        self.change = self._choice(_("改一改"), "back", lambda: self._turn("bureau"))
        self.on = self._choice(_("不说了，下一步"), "forward", lambda: self._turn("all"))
        self.send = self._choice(_("送出评价"), "send", self._send, kind="primary")

    def _choice(self, text: str, icon: str, act: Callable[[], None], kind: str = "secondary") -> Button:
        button = self.button(text, kind=kind, icon=icon)
        button.clicked.connect(act)
        self.choices.append(button)
        return button

    def enter(self) -> None:
        self.station.speech_output.said.connect(self._said)

    def leave(self) -> None:
        self.question.pad.clear()

    def wind_up(self, then: Callable[[], None]) -> None:
        """Goes back within the page before it goes back from it."""
        before = None if self.sending else self._before()
        self._turn(before) if before else super().wind_up(then)

    def _before(self) -> Step | None:
        steps = self._steps()
        place = steps.index(self.step)
        return steps[place - 1] if place else None

    def _steps(self) -> list[Step]:
        return ["bureau", "unit", "reasons", "all"] if self._unhappy else ["bureau", "unit", "all"]

    @property
    def _unhappy(self) -> bool:
        return Grade.DISSATISFIED in self.grades.values()

    def unkept(self) -> str:
        return _("选好的评价") if self.grades else ""

    def _grade(self, grade: Grade) -> None:
        self.grades[self.step] = grade
        steps = self._steps()
        self._turn(steps[steps.index(self.step) + 1])

    def _turn(self, step: Step) -> None:
        """Shows another step, as if it were another page."""
        self._show(step)
        self.turned.emit()
        self.station.speech_output.say(self.opening())

    def _show(self, step: Step) -> None:
        self.step = step
        self.question.setVisible(step in QUESTIONS)
        self.reasons.setVisible(step == "reasons")
        self.all.setVisible(step == "all")
        if step in QUESTIONS:
            asked, title, about = QUESTIONS[step]
            self.title.setText(_(title))
            crowded = self.station.theme.large and self.station.theme.landscape
            first = _(ALONE) if crowded else joined(_(about), _(ALONE))
            self.lead.setText(first if step == "bureau" else _(about))
            self.question.ask(_(asked), self.grades.get(step))
        elif step == "reasons":
            self.title.setText(_(REASONS))
            self.lead.setText(_(VISIT))
        else:
            self.title.setText(_(SURE))
            self.lead.setText(_(SURE_HINT))
            self._show_all()
        self._offer()

    def _offer(self) -> None:
        """Shows the answers that belong to this step."""
        reasons, everything = self.step == "reasons", self.step == "all"
        said = bool(self.reasons.value.strip())
        self.aloud.setVisible(everything or (reasons and said))
        self.change.setVisible(everything)
        self.on.setVisible(reasons)
        self.on.become("primary" if said else "secondary")
        self.on.rename(_("说好了，下一步") if said else _("不说了，下一步"), "forward")
        self.send.setVisible(everything)

    def _show_all(self) -> None:
        """Shows what was chosen, and the reasons in the person's own words."""
        self.all.area.clear()
        both = self.split()
        for key, grade in self.grades.items():
            both.addWidget(self._answer(_(QUESTIONS[key][0]), grade), 1)
        holder = QWidget()
        holder.setObjectName("scrolled")
        holder.setLayout(both)
        both.setContentsMargins(0, 0, 0, 0)
        self.all.column.addWidget(holder)
        if reasons := self._reasons:
            card = Card(self.station.theme)
            card.add(Label(_(REASONS), "label"))
            card.add(Label(reasons, "told"))
            self.all.column.addWidget(card)
        self.all.column.addStretch(1)

    def _answer(self, question: str, grade: Grade) -> QWidget:
        card, row, face = Card(self.station.theme), QHBoxLayout(), QLabel()
        face.setPixmap(self.station.theme.pixmap(FACES[grade][0], "primary", 30))
        row.setSpacing(self.station.theme.length("margin"))
        row.addWidget(face)
        words = QVBoxLayout()
        words.addWidget(Label(question, "label"))
        words.addWidget(Label(label(grade), "title"))
        row.addLayout(words, 1)
        card.column.addLayout(row)
        return card

    @property
    def _reasons(self) -> str:
        return self.reasons.value.strip() if self._unhappy else ""

    def opening(self) -> str:
        """Returns what opens the step; the faces are read one by one after it."""
        return joined(self.take_card, self.title.text(), self.lead.text())

    def guidance(self) -> str:
        """Returns what the step says, whole. What was chosen is no part of it."""
        faces = [*self._faces(), self._how] if self.step in QUESTIONS else []
        return joined(self.title.text(), self.lead.text(), *faces)

    def _faces(self) -> list[str]:
        return [_(sentence) for _face, sentence in FACES.values()]

    @property
    def _how(self) -> str:
        """Returns how to answer; without a microphone nothing is said of one."""
        return _(CHOOSE if self.question.listens else TOUCH)

    def _said(self, text: str) -> None:
        """Reads the faces one after the other, each marked while it is named."""
        reading = [self.opening(), *self._faces(), self._how]
        if self.step not in QUESTIONS or text not in reading[:-1]:
            self.question.point(None)
            return
        place = reading.index(text)
        self.question.point([*Grade, None][place])
        self.station.speech_output.say(reading[place + 1])

    def _read_aloud(self) -> None:
        """Reads what was chosen and the reasons; only whoever touches the button is read to."""
        chosen = [joined(_(QUESTIONS[key][0]), label(grade)) for key, grade in self.grades.items()]
        sentences = [_("{said}。").format(said=each) for each in chosen] if self.step == "all" else []
        self.station.speech_output.say(joined(*sentences, self._reasons))

    def _send(self) -> None:
        call = EvaluationCall(
            query=self.draft.inquiry.query,
            evaluation=Evaluation(bureau=self.grades["bureau"], unit=self.grades["unit"], reasons=self._reasons),
        )
        self.working.begin()
        self.send_off(
            lambda: self.station.sync.evaluate(call), lambda _answer: self._sent(call.evaluation), self._failed
        )

    def _sent(self, said: Evaluation) -> None:
        self.draft.inquiry.dissatisfied = Grade.DISSATISFIED in (said.bureau, said.unit)
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.trouble(problem)


class ThanksPage(Page):
    name = "thanks"

    def build(self) -> None:
        self.body.addWidget(Drawing(self.station.theme, "sun", 110), 1)
        self.lead.setText(joined(self.words.lead, self._visit, reminder(self.draft)))
        self.action(_("好的"), "leave", icon="check")

    def guidance(self) -> str:
        return joined(self.words.spoken, self._visit, reminder(self.draft))

    @property
    def _visit(self) -> str:
        return _(VISIT) if self.draft.inquiry.dissatisfied else ""
