"""A day's round through the villages: planned from the chosen tasks, printed, and written down in one go afterwards."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agency.task_notes import How, Outcome, TaskNote, check
from agency.visits import Errand, Round, Stop
from core.flow import ON
from core.language import N_, _, _n
from core.problems import Problem
from core.sentences import sentence_of
from proxy_client import task_words
from proxy_client.agent_station import AgentStation
from proxy_client.pages.task_note import choice_row
from proxy_client.round_list import round_list
from proxy_client.typed_line import TypedLine
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.documents.printable import Printable
from ui.pages.printout import Printout
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

EMPTY = N_("还没有安排。回到“要做的事”，选中一件，按“放进下乡”，再按“下乡”。")
NO_VILLAGE = N_("名单上没有写村的")
BRIEF = {
    Outcome.DONE: task_words.OUTCOMES[Outcome.DONE],
    Outcome.NOT_MET: task_words.OUTCOMES[Outcome.NOT_MET],
}
"""What is written down in one go; who died or wants it no longer has a note of their own."""


@dataclass
class Written:
    """What stands beside one errand: nothing until something is chosen."""

    stop: Stop
    errand: Errand
    said: TypedLine
    outcome: Outcome | None = None


class RoundPage(Page):
    name = "round"
    station: AgentStation

    def build(self) -> None:
        theme = self.station.theme
        self.planned: Round | None = None
        self.entries: list[Written] = []
        self.working = BusyIndicator(theme, _("正在安排"))
        self.body.addWidget(self.working)
        self.list = Scroll(theme.length("gap"))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.list, 1)
        self.paper = Printout(self.station, "round", _("下乡清单"))
        self.paper.hide()
        self.body.addWidget(self.paper)
        self.off = self.button(_("不去了"), icon="trash")
        self.off.clicked.connect(self._ask_off)
        self.print = self.button(_("打印清单"), icon="printer")
        self.print.clicked.connect(self._print)
        self.keep = self.button(_("回来了，一次记下"), kind="primary", icon="check")
        self.keep.clicked.connect(self._keep)
        self.choices += [self.off, self.print, self.keep]
        self._offer()

    def enter(self) -> None:
        work = self.station.work
        if work is None:
            return
        self.working.begin()
        chosen, now = frozenset(self.station.session.chosen), self.station.now()
        self.station.tasks.run(partial(work.round, chosen, now), owner=self, done=self._show, failed=self._failed)

    def _show(self, planned: Round | None) -> None:
        self.working.rest()
        self.planned, self.entries = planned, []
        if planned:
            self.station.session.chosen.clear()
        self.list.clear()
        self._offer()
        if planned is None:
            self.list.column.addWidget(Label(_(EMPTY), "lead"))
        else:
            number = 0
            for village, stops in planned.villages.items():
                card = Card(self.station.theme)
                people = len(stops)
                head = _n("{village}，{people}人", people).format(village=village or _(NO_VILLAGE), people=people)
                card.add(Label(head, "strong"))
                for stop in stops:
                    for errand in stop.errands:
                        number += 1
                        card.add(self._errand(number, stop, errand))
                self.list.column.addWidget(card)
        self.list.column.addStretch(1)

    def _offer(self) -> None:
        for button in (self.off, self.print, self.keep):
            button.setEnabled(self.planned is not None)

    def _errand(self, number: int, stop: Stop, errand: Errand) -> QWidget:
        theme = self.station.theme
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("gap"))
        what = task_words.said_of(errand.kind, errand.about, stop.name)
        row.addWidget(Label(_("{number}. {what}").format(number=number, what=what), "body"), 6)
        said = TypedLine(theme, _("第{number}件，怎么说的").format(number=number))
        said.setMaxLength(400)
        written = Written(stop, errand, said)
        self.entries.append(written)
        row.addLayout(choice_row(theme, BRIEF, None, partial(_choose, written)), 5)
        row.addWidget(said, 6)
        return holder

    def to_print(self) -> Printable | None:
        planned = self.planned
        if not planned:
            return None
        return Printable("round", _("下乡清单"), lambda: round_list(planned, band=self.station.band))

    def _print(self) -> None:
        if self.planned:
            self.paper.show()
            self.paper.print(round_list(self.planned, band=self.station.band))

    def unkept(self) -> str:
        return _("写好的话") if any(each.said.text().strip() for each in self.entries) else ""

    def _keep(self) -> None:
        """Writes down everything beside which something is chosen; what was not done stays a task."""
        work, agent, now = self.station.work, self.station.session.agent, self.station.now()
        if self.planned is None or work is None or agent is None:
            return
        notes = [_note(each, agent.person.name, now) for each in self.entries if each.outcome]
        loose = [each for each in self.entries if each.said.text().strip() and each.outcome is None]
        if loose or not notes:
            self.say_in_place(_("每一件先选“办好了”或者“没见着人”。没有去的，两样都不选。"))
            return
        try:
            for note in notes:
                check(note, now.date())
        except Problem as problem:
            self.say_in_place(sentence_of(problem))
            return
        self.send_off(partial(work.write_down, self.planned, notes, now.date()), self._done, self._failed)

    def _done(self, _none: None) -> None:
        for each in self.entries:
            each.said.clear()
        self.answered.emit(ON)

    def _ask_off(self) -> None:
        if self.planned:
            text = _("清单从这台电脑上删掉，要做的事一件不少，都在“要做的事”里。")
            question = Confirmation(
                self.station, self.window(), _("不去了吗？"), text, go=_("不去了"), stay=_("再想想")
            )
            question.gone.connect(self._call_off)

    def _call_off(self) -> None:
        if self.planned and (work := self.station.work):
            self.send_off(partial(work.rounds.end, self.planned), self._done, self._failed)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.trouble(problem)


def _choose(written: Written, outcome: Outcome) -> None:
    written.outcome = outcome


def _note(written: Written, by: str, now: datetime) -> TaskNote:
    errand = written.errand
    blank = TaskNote.new(errand.item, errand.facts, now.date(), now)
    return replace(
        blank,
        kind=errand.kind.value,
        outcome=written.outcome or Outcome.NOT_MET,
        how=How.IN_PERSON,
        by=by,
        said=written.said.text().strip(),
    )
