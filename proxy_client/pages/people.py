"""The people whom the agent serves: a table to search in, and the doors to what is done with them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from agency.opened_people import OpenedPeople
from agency.person_served import PersonServed
from core.language import N_, _, _n
from core.person import Person
from core.problems import AgencyProblem, Problem
from core.sentences import listed
from proxy_client.agent_station import AgentStation
from proxy_client.people_columns import columns, open_matters_of
from proxy_client.person_served import begin_for, begun
from proxy_client.session import AgentDraft
from proxy_client.typed_line import TypedLine
from ui.base.confirmation import ask_before_losing
from ui.base.page import Page
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.table import Table
from ui.widgets.text import Label

EMPTY = N_("名单还是空的。按“添一个人”，或者按“导入名单”。")


class PeoplePage(Page):
    name = "people"
    station: AgentStation
    draft: AgentDraft

    def build(self) -> None:
        self.matters: dict[str, int] = {}
        theme = self.station.theme
        self.line = TypedLine(theme, _("找人：姓名、拼音首字母、村、户、电话"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._into_table)
        self.count = Label("", "label")
        self.count.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(theme.length("gap"))
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for text, icon, choice in (
            (_("添一个人"), "plus", "open"),
            (_("导入名单"), "document", "import"),
            (_("按户看"), "house", "map"),
        ):
            button = self.button(text, icon=icon)
            button.clicked.connect(partial(self._go, choice))
            row.addWidget(button)
        self.body.addLayout(row)
        self.working = BusyIndicator(theme, _("正在打开名单"))
        self.body.addWidget(self.working)
        self.table: Table[PersonServed] = Table(
            theme, columns(self.station.now().date(), self.matters), name=_("服务对象"), empty=_(EMPTY)
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.see = self.button(_("打开"), icon="pencil")
        self.see.clicked.connect(lambda: self._open(self.table.current))
        self.on = self.button(_("代办一件"), kind="primary", icon="forward")
        self.on.clicked.connect(self._file)
        self.choices += [self.see, self.on]
        self._chosen(None)

    def enter(self) -> None:
        if not begun(self.draft):  # who came back from the first page of a filing has lost nothing
            self.draft.petitioner = Person(name="")
        self.line.setFocus()
        known, people = self.station.session.people, self.station.people
        if known.forms:
            self._show(known)
        if people is None:
            return
        if not known.forms:
            self.working.begin()
        self.station.tasks.run(partial(known.again, people), owner=self, done=self._opened, failed=self._failed)

    def _look_for_matters(self) -> None:
        work, now = self.station.work, self.station.now()
        if work:
            self.station.tasks.run(
                lambda: open_matters_of(work.cases(now)), owner=self, done=self._know_matters, failed=self.trouble
            )

    def _know_matters(self, matters: Mapping[str, int]) -> None:
        if matters:
            self.matters.update(matters)
            self._show(self.station.session.people)

    def _opened(self, now: OpenedPeople) -> None:
        self.working.rest()
        if self.station.session.key is None:  # signed out meanwhile
            return
        before = self.station.session.people.forms
        changed = not before or now.forms.keys() != before.keys()
        self.station.session.people = now
        if changed:
            self._show(now)
        self._look_for_matters()

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.trouble(problem)

    def _show(self, people: OpenedPeople) -> None:
        self.table.show_rows(people.listed, people.texts)
        self._search(self.line.text())
        kept = people.get(self.draft.person_served)
        if kept and (place := self.table.rows.place(kept)) >= 0:
            self.table.go_to(place)

    def _search(self, typed: str) -> None:
        found, there = self.table.search(typed), len(self.table.rows.rows)
        self.count.setText(
            _("找到{found}人，一共{there}人").format(found=found, there=there)
            if typed.strip()
            else _n("一共{there}人", there).format(there=there)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The down key leads from the line into the table."""
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self._into_table()
        else:
            super().keyPressEvent(event)

    def _into_table(self) -> None:
        if self.table.rows.shown:
            self.table.setFocus()
            if self.table.current is None:
                self.table.go_to(0)

    def _chosen(self, served: PersonServed | None) -> None:
        self.see.setEnabled(served is not None)
        self.on.setEnabled(served is not None)
        self.unsay()

    def _go(self, choice: str) -> None:
        if choice == "open":
            self.draft.person_served = ""
        self.answered.emit(choice)

    def _open(self, served: PersonServed | None) -> None:
        if served:
            self.draft.person_served = served.id
            self.answered.emit("open")

    def _file(self) -> None:
        if served := self.table.current:
            file_for(self, served)


def file_for(page: Page, served: PersonServed) -> None:
    """Begins a filing for this person, and leads to its first page. Asks before anything of another filing that was
    begun is lost."""
    draft, today = page.draft, page.station.now().date()
    assert isinstance(draft, AgentDraft)

    def begin() -> None:
        try:
            begin_for(draft, served, today)
        except AgencyProblem as problem:
            page.trouble(problem)
        else:
            page.answered.emit("file")

    ask_before_losing(page.station, page.window(), listed(begun(draft)), begin)
