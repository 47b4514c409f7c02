"""What the agent owes their principals now, what ended by itself, and what was noted."""

from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from agency.filed_cases import FiledCase
from agency.task_notes import TaskNote
from agency.tasks import Task, TaskList
from agency.work import Work
from core.date_format import day
from core.language import N_, _, _n
from core.problems import Problem
from core.sentences import joined
from proxy_client import task_words
from proxy_client.agent_station import AgentStation
from proxy_client.pages.my_cases import open_case
from proxy_client.pages.task_note import make_room
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button, exclusive
from ui.widgets.table import Table
from ui.widgets.table_rows import Column
from ui.widgets.text import Label

View = Literal["open", "ended", "done"]
VIEWS: dict[View, str] = {"open": N_("要做的"), "ended": N_("自己了结的"), "done": N_("记过的")}
EMPTY: dict[View, str] = {
    "open": N_("现在没有要做的事。"),
    "ended": N_("还没有自己了结的。"),
    "done": N_("还没有记过。办好一件，选中它，按“记一笔”。"),
}
PUT_ON, TAKE_OFF, ON_ROUND = N_("放进下乡"), N_("不放了"), "✓"


class TasksPage(Page):
    name = "tasks"
    station: AgentStation

    def build(self) -> None:
        theme, self.today = self.station.theme, self.station.now().date()
        self.found: TaskList | None = None
        self.cases: dict[str, FiledCase] = {}
        buttons = {view: Button(theme, _(text)) for view, text in VIEWS.items()}
        exclusive(*buttons.values())
        for view, button in buttons.items():
            make_room(theme, button)
            button.clicked.connect(partial(self._turn_to, view))
        buttons["open"].setChecked(True)
        self.views = buttons
        self.view: View = "open"
        row = self.row(*buttons.values())
        row.addStretch(1)
        self.put = self.button(_(PUT_ON), icon="village")
        self.put.clicked.connect(self._put_on_round)
        row.addWidget(self.put)
        self.why = Label("", "small")
        self.working = BusyIndicator(theme, _("正在看有哪些事"))
        self.body.addWidget(self.working)
        self.tables: dict[View, Table[Task] | Table[TaskNote]] = {
            "open": self._table(self._open_columns(), "open"),
            "ended": self._table(self._ended_columns(), "ended"),
            "done": self._notes(),
        }
        for table in self.tables.values():
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            self.body.addWidget(table, 1)
        self.body.addWidget(self.why)
        self.tables["open"].installEventFilter(self)
        self.round = self.button(_("下乡"), icon="forward")
        self.round.clicked.connect(self._to_round)
        self.see = self.button(_("看这一件"), icon="search")
        self.see.clicked.connect(self._see)
        self.undo = self.button(_("取消这一笔"), icon="back")
        self.undo.clicked.connect(self._ask_undo)
        self.note = self.button(_("记一笔"), kind="primary", icon="pencil")
        self.note.clicked.connect(lambda: self._note(self._task))
        self.choices += [self.round, self.see, self.undo, self.note]
        self._turn_to("open")

    def _table(self, columns: list[Column[Task]], view: View) -> Table[Task]:
        table: Table[Task] = Table(self.station.theme, columns, name=_(VIEWS[view]), empty=_(EMPTY[view]))
        table.chosen.connect(self._chosen)
        if view == "open":
            table.opened.connect(self._note)
        return table

    def _open_columns(self) -> list[Column[Task]]:
        today, chosen = self.today, self.station.session.chosen
        return [
            Column(_("清单上"), lambda task: ON_ROUND if task.id in chosen else "", share=2),
            Column(_("要做的事"), task_words.to_do, share=13),
            Column(_("最晚"), partial(task_words.last_day, today=today), _until_order, share=4),
            Column(_("哪天起"), lambda task: day(task.since), lambda task: task.since.isoformat(), share=5),
        ]

    def _ended_columns(self) -> list[Column[Task]]:
        return [
            Column(_("原来要做的事"), task_words.to_do, share=12),
            Column(_("为什么了结"), task_words.ended, share=8),
        ]

    def _notes(self) -> Table[TaskNote]:
        columns = [
            Column[TaskNote](_("姓名"), self._name_of, share=2),
            Column[TaskNote](_("记的话"), task_words.noted, lambda note: note.on.isoformat(), share=14),
        ]
        table: Table[TaskNote] = Table(self.station.theme, columns, name=_(VIEWS["done"]), empty=_(EMPTY["done"]))
        table.chosen.connect(self._chosen)
        return table

    def _name_of(self, note: TaskNote) -> str:
        case = self.cases.get(note.item.hex)
        return case.filing.name if case else ""

    def enter(self) -> None:
        self.station.sync.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        if work := self.station.work:
            self.working.begin()
            now = self.station.now()
            self.station.tasks.run(
                lambda: (work.tasks(now), work.cases(now)), owner=self, done=self._show, failed=self._failed
            )

    def _show(self, told: tuple[TaskList, list[FiledCase]]) -> None:
        self.working.rest()
        self.found, cases = told
        self.cases = {each.item.item.hex: each for each in cases}
        chosen = self.station.session.chosen
        chosen &= {each.id for each in self.found.open}
        rows = {"open": self.found.open, "ended": self.found.ended, "done": self.found.done}
        for view, table in self.tables.items():
            table.show_rows(rows[view])  # type: ignore[arg-type]
            count = len(rows[view])
            self.views[view].rename(_("{view} {count}").format(view=_(VIEWS[view]), count=count))
        table = self.tables["open"]
        if self.found.open and table.current is None:
            table.go_to(0)
        if self.view == "open":
            table.setFocus()
        self._chosen(None)

    def _turn_to(self, view: View, _checked: bool = False) -> None:
        self.view = view
        for name, table in self.tables.items():
            table.setVisible(name == view)
        self.undo.setVisible(view == "done")
        self.note.setVisible(view == "open")
        self.round.setVisible(view == "open")
        self.put.setVisible(view == "open")
        self._chosen(None)

    @property
    def _task(self) -> Task | None:
        row = self.tables[self.view].current if self.view != "done" else None
        return row if isinstance(row, Task) else None

    @property
    def _noted(self) -> TaskNote | None:
        row = self.tables["done"].current if self.view == "done" else None
        return row if isinstance(row, TaskNote) else None

    def _chosen(self, _row: object) -> None:
        task, note = self._task, self._noted
        self.why.say(self._explained(task) if task else "")
        self.note.setEnabled(task is not None)
        self.undo.setEnabled(note is not None)
        self.see.setEnabled(task is not None or note is not None)
        chosen = self.station.session.chosen
        self.put.setEnabled(task is not None)
        self.put.rename(_(TAKE_OFF) if task and task.id in chosen else _(PUT_ON), "village")
        count = len(chosen)
        self.round.rename(_n("下乡，{count}件", count).format(count=count) if count else _("下乡"), "forward")

    def _explained(self, task: Task) -> str:
        """Returns what stands behind a task: why until then, who else tells, which tries there were."""
        tries = [task_words.noted(each) for each in task.tries[:2]]
        return joined(task_words.alone(task), task_words.why_until(task.pressing), *tries)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The space bar does what the button does; the table would do nothing with it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self._put_on_round()
            return True
        return super().eventFilter(watched, event)

    def _put_on_round(self) -> None:
        """Puts a task on the next round, or takes it off: by the space bar, or by the button."""
        if task := self._task:
            self.station.session.chosen ^= {task.id}
            self.tables["open"].viewport().update()
            self._chosen(None)

    def _to_round(self) -> None:
        """Plans with what is chosen; with nothing chosen it shows the round that is planned already."""
        self.answered.emit("round")

    def _note(self, task: Task | None) -> None:
        if task and not task.ended:
            self.station.session.task = task
            self.answered.emit("note")

    def _see(self) -> None:
        item = self._task.filing.item.hex if self._task else self._noted.item.hex if self._noted else ""
        if case := self.cases.get(item):
            open_case(self, case)

    def _ask_undo(self) -> None:
        if note := self._noted:
            text = _("取消以后，这件事又回到要做的里面。原来记的那一笔也留着。")
            question = Confirmation(
                self.station, self.window(), _("取消这一笔吗？"), text, go=_("取消这一笔"), stay=_("不取消")
            )
            question.gone.connect(partial(self._undo, note))

    def _undo(self, note: TaskNote) -> None:
        work, agent = self.station.work, self.station.session.agent
        if work and agent:
            self.send_off(partial(_undone, work, note, agent.person.name, self), self._undone, self._undo_failed)

    def _undone(self, _none: None) -> None:
        self._refresh()

    def _undo_failed(self, problem: Problem) -> None:
        self.trouble(problem)
        self._refresh()

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.trouble(problem)


def _undone(work: Work, note: TaskNote, by: str, page: TasksPage) -> None:
    work.notes.undo(note, by, page.station.now())


def _until_order(task: Task) -> str:
    return task.until.isoformat() if task.until else "9999"
