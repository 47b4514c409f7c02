"""The answer to an invitation to a meeting or hearing: who comes, who cannot, who would rather another day."""

from datetime import date, timedelta

from PySide6.QtWidgets import QGridLayout

from core.case_life import CaseLife
from core.cases.state import Answer
from core.date_format import day, weekday
from core.flow import ON
from core.language import N_, _
from core.problems import Problem
from core.sentences import joined
from core.wire import AppointmentAnswerCall
from ui.base.page import Page
from ui.platform import life_words
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button, ChoiceButton
from ui.widgets.card import Card
from ui.widgets.text import Label

ANSWERS = {
    Answer.COMES: (N_("我来"), N_("到时候带上身份证"), "check"),
    Answer.ABSENT: (N_("我来不了"), N_("告诉他们我不来"), "cross"),
    Answer.OTHER_DAY: (N_("想改一天"), N_("选一个您方便的日子"), "clock"),
}
DAYS_OFFERED = 10
"""Working days after today among which another day is chosen."""


class InvitationPage(Page):
    """Three answers; whoever would rather another day then chooses one on the same page."""

    name = "invitation"

    def build(self) -> None:
        card = Card(self.station.theme, "sunny")
        card.add(Label(self._invited_to, "told"))
        self.body.addWidget(card)
        self.grid = QGridLayout()
        self.grid.setSpacing(self.station.theme.length("gap"))
        self.body.addLayout(self.grid, 1)
        self.working = BusyIndicator(self.station.theme, _("正在送出"))
        self.body.addWidget(self.working)
        for row, (answer, (name, note, icon)) in enumerate(ANSWERS.items()):
            tile = ChoiceButton(
                self.station.theme, _(name), _(note), icon=icon, height_mm=40, tall=not self.station.theme.landscape
            )
            tile.clicked.connect(lambda _=False, answer=answer: self._choose(answer))
            self.grid.addWidget(tile, *((0, row) if self.station.theme.landscape else (row, 0)))

    @property
    def _life(self) -> CaseLife:
        life = self.draft.inquiry.life
        assert life is not None
        return life

    @property
    def _invited_to(self) -> str:
        return life_words.invitation(self._life)

    def guidance(self) -> str:
        return joined(self._invited_to, self.words.spoken)

    def _choose(self, answer: Answer) -> None:
        if answer is Answer.OTHER_DAY:
            self._offer_days()
        else:
            self._send(answer)

    def _offer_days(self) -> None:
        while item := self.grid.takeAt(0):
            if tile := item.widget():
                tile.deleteLater()
        columns = 5 if self.station.theme.landscape else 2
        for place, each in enumerate(self._days()):
            button = Button(self.station.theme, f"{day(each)}\n{weekday(each)}")
            button.setMinimumHeight(self.station.theme.px(30))
            button.clicked.connect(lambda _=False, each=each: self._send(Answer.OTHER_DAY, each))
            self.grid.addWidget(button, place // columns, place % columns)
        self.lead.setText(_("哪一天方便？按一下。"))
        self.station.speech_output.say(_("哪一天方便？按一下。"))
        self.turned.emit()

    def _days(self) -> list[date]:
        calendar, invited = self.station.province.calendar, self._life.invited
        found, each = list[date](), self._life.today
        while len(found) < DAYS_OFFERED:
            each = calendar.first_working_day(each + timedelta(days=1))
            if invited is None or each != invited.on:
                found.append(each)
        return found

    def _send(self, answer: Answer, wished: date | None = None) -> None:
        query, invited = self.draft.inquiry.query, self._life.invited
        assert invited is not None
        call = AppointmentAnswerCall(query=query, appointment=invited.number, answer=answer, wished=wished)
        self.setEnabled(False)
        self.working.begin()
        self.send_off(
            lambda: self.station.sync.answer_invitation(call), lambda _done: self._sent(answer, wished), self._failed
        )

    def _sent(self, answer: Answer, wished: date | None) -> None:
        self.draft.inquiry.act_done, self.draft.inquiry.invitation_answer = None, (answer, wished)
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.setEnabled(True)
        self.working.rest()
        self.trouble(problem)
