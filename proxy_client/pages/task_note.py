"""A note on a task: how, when, by whom, and what they said. Without it nothing counts as done."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from agency.task_facts import TaskKind
from agency.task_notes import ENDING, How, Outcome, TaskNote, check
from core.case import Grade
from core.date_format import day
from core.flow import ON
from core.language import N_, _
from core.problems import Problem
from core.sentences import joined, sentence_of
from proxy_client import task_words
from proxy_client.agent_station import AgentStation
from proxy_client.typed_line import TypedLine
from ui.base.page import Page
from ui.entry.text_box import TextBox
from ui.theme.tokens import Theme
from ui.widgets.button import Button, exclusive
from ui.widgets.text import Label

E = TypeVar("E")
ROOM_PX = 6
MOST_BACK = 60
"""Days back that a note may be of by the arrow."""
ENDS_ALL = N_("记下以后，这个人的事都停办，不再催、不再查。记错了，到“记过的”里取消。")


def choice_row(theme: Theme, words: Mapping[E, str], chosen: E | None, take: Callable[[E], None]) -> QHBoxLayout:
    """Returns a row of buttons of which one is chosen."""
    row = QHBoxLayout()
    row.setSpacing(theme.length("gap"))
    buttons = {each: Button(theme, _(text)) for each, text in words.items()}
    exclusive(*buttons.values())
    for each, button in buttons.items():
        button.setChecked(each == chosen)
        make_room(theme, button)
        button.clicked.connect(partial(_taken, take, each))
        row.addWidget(button, 1)
    return row


def _taken(take: Callable[[E], None], each: E, _checked: bool = False) -> None:
    take(each)


def make_room(theme: Theme, button: Button) -> None:
    """Leaves room within a button for the thicker frame that it has while it is chosen, in large letters too."""
    button.setStyleSheet(f"min-height: {theme.length('control') + ROOM_PX}px;")


class TaskNotePage(Page):
    name = "task_note"
    station: AgentStation

    def build(self) -> None:
        theme, self.task = self.station.theme, self.station.session.task
        self.today = self.on = self.station.now().date()
        self.how, self.outcome = How.IN_PERSON, Outcome.DONE
        self.grade: Grade | None = None
        agent = self.station.session.agent
        if self.task:
            self.body.addWidget(Label(task_words.to_do(self.task), "strong"))
        self.by = TypedLine(theme, _("谁去办的"))
        self.by.setText(agent.person.name if agent else "")
        self.said = TextBox("", one_line=False)
        self.said.setAccessibleName(_("对方怎么说的"))
        self.said.setPlaceholderText(_("对方怎么说的，一两句就行"))
        self.said.setFont(theme.font("lead"))
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.said.setMinimumHeight(theme.px(20))
        grid = QGridLayout()
        grid.setSpacing(theme.length("gap"))
        grid.setColumnStretch(1, 1)
        rows = [
            (_("怎么样了"), choice_row(theme, task_words.OUTCOMES, Outcome.DONE, self._take_outcome)),
            (_("怎么办的"), choice_row(theme, task_words.HOW, How.IN_PERSON, self._take_how)),
            (_("哪一天"), self._days()),
        ]
        if self.task and self.task.kind is TaskKind.RETURN_VISIT:
            rows.append((_("对方自己说"), choice_row(theme, task_words.GRADES, None, self._take_grade)))
        for at, (name, row) in enumerate(rows):
            grid.addWidget(Label(name, "label"), at, 0)
            grid.addLayout(row, at, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.said, 1)
        self.warning = Label("", "notice")
        self.warning.hide()
        self.body.addWidget(self.warning)
        self.keep = self.button(_("记下"), kind="primary", icon="check")
        self.keep.clicked.connect(self._keep)
        self.keep.setEnabled(self.task is not None)  # after the window was locked it has to be chosen again
        self.choices.append(self.keep)

    def _days(self) -> QHBoxLayout:
        """Builds the day, today at first, with arrows to the days before, and by whom."""
        theme = self.station.theme
        row = QHBoxLayout()
        row.setSpacing(theme.length("gap"))
        self.earlier, self.later = Button(theme, _("早一天"), icon="back"), Button(theme, _("晚一天"), icon="forward")
        self.shown = Label("", "strong")
        self.shown.setWordWrap(False)
        self.earlier.clicked.connect(lambda: self._move_day(-1))
        self.later.clicked.connect(lambda: self._move_day(1))
        for widget in (self.earlier, self.shown, self.later):
            row.addWidget(widget)
        row.addWidget(Label(_("谁去办的"), "label"))
        row.addWidget(self.by, 1)
        self._move_day(0)
        return row

    def _move_day(self, days: int) -> None:
        wanted = self.on + timedelta(days=days)
        self.on = min(self.today, max(self.today - timedelta(days=MOST_BACK), wanted))
        self.shown.setText(_("{day}（今天）").format(day=day(self.on)) if self.on == self.today else day(self.on))
        self.later.setEnabled(self.on < self.today)

    def enter(self) -> None:
        self.said.setFocus()

    def _take_outcome(self, outcome: Outcome) -> None:
        self.outcome = outcome
        ends = outcome in ENDING
        self.warning.say(_(ENDS_ALL) if ends else "", "alarm" if ends else "notice")
        self.warning.setVisible(ends)

    def _take_how(self, how: How) -> None:
        self.how = how

    def _take_grade(self, grade: Grade) -> None:
        self.grade = grade

    def unkept(self) -> str:
        return _("写好的这一笔") if self.said.toPlainText().strip() else ""

    def _note(self) -> TaskNote | None:
        task = self.task
        if task is None:
            return None
        blank = TaskNote.new(task.filing.item, task.keys, self.on, self.station.now())
        return replace(
            blank,
            kind=task.kind.value,
            outcome=self.outcome,
            how=self.how,
            by=self.by.text().strip(),
            said=self.said.toPlainText().strip(),
            satisfied=self.grade if self.outcome is Outcome.DONE else None,
        )

    def _keep(self) -> None:
        note, work = self._note(), self.station.work
        if note is None or work is None:
            return
        try:
            check(note, self.today)
        except Problem as problem:
            self.say_in_place(sentence_of(problem))
            return
        self.keep.setEnabled(False)
        self.send_off(partial(work.notes.keep, [note], self.today), self._kept, self._failed)

    def _kept(self, _none: None) -> None:
        self.said.clear()
        self.station.session.task = None
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.keep.setEnabled(True)
        self.trouble(problem)

    def guidance(self) -> str:
        return joined(self.words.spoken)
