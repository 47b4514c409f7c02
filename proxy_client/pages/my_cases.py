"""What the agent filed for others: how far each is, whose turn it is, by which day; opened as by the query code."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy

from agency.filed_cases import FiledCase, Light
from core.case import CaseView
from core.case_life import CaseLife
from core.language import N_, _, _n
from core.problems import DateWrong, NoAnswer, Problem
from core.sentences import category_name, sentence_of
from core.wire import CaseQuery
from proxy_client import task_words
from proxy_client.agent_station import AgentStation
from proxy_client.typed_line import TypedLine
from ui.base.page import Page
from ui.pages.code_query import UNREACHED
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.table import Table
from ui.widgets.table_rows import Column
from ui.widgets.text import Label

EMPTY = N_("您还没有代办过。回到工作台，按“代办一件”。")
WITHDRAWN = N_("委托人撤回了委托。这件不要再办，也不要再查。")
ORDER = {Light.LATE: 0, Light.SOON: 1, Light.IN_TIME: 2, Light.NONE: 3}


class MyCasesPage(Page):
    name = "my_cases"
    station: AgentStation

    def build(self) -> None:
        theme, self.today = self.station.theme, self.station.now().date()
        self.line = TypedLine(theme, _("找：姓名、事项、编号"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._into_table)
        self.row(self.line)
        self.working = BusyIndicator(theme, _("正在打开"))
        self.body.addWidget(self.working)
        self.table: Table[FiledCase] = Table(theme, self._columns(), name=_("我代办的件"), empty=_(EMPTY))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._chosen)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.table, 1)
        self.whole = Label("", "small")
        self.body.addWidget(self.whole)
        self.action(_("要做的事"), "tasks", kind="secondary", icon="clock")
        self.see = self.button(_("看办到哪一步"), kind="primary", icon="search")
        self.see.clicked.connect(lambda: self._open(self.table.current))
        self.choices.append(self.see)
        self._chosen(None)

    def _columns(self) -> list[Column[FiledCase]]:
        today = self.today
        return [
            Column(_("姓名"), lambda case: case.filing.name, share=3),
            Column(_("事项"), lambda case: category_name(case.filing.category), share=4),
            Column(_("办到哪一步"), task_words.how_far, share=5),
            Column(_("该谁了"), task_words.whose_turn, share=4),
            Column(_("当地答应"), task_words.promised, _day_order, share=6),
            Column(_("国家规定"), task_words.by_law, _day_order, share=6),
            Column(_("期限"), partial(task_words.light, today=today), lambda case: ORDER[case.light(today)], share=5),
        ]

    def enter(self) -> None:
        self.line.setFocus()
        self.station.sync.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        if work := self.station.work:
            self.working.begin()
            now = self.station.now()
            self.station.tasks.run(lambda: work.cases(now), owner=self, done=self._show, failed=self._failed)

    def _show(self, cases: list[FiledCase]) -> None:
        self.working.rest()
        newest = list(reversed(cases))
        self.table.show_rows(newest, [_sought(each) for each in newest])
        self._search(self.line.text())

    def _search(self, typed: str) -> None:
        found = self.table.search(typed)
        self.line.setAccessibleDescription(_n("找到{found}件", found).format(found=found))

    def _into_table(self) -> None:
        if self.table.rows.shown:
            self.table.setFocus()
            self.table.go_to(0)

    def _chosen(self, case: FiledCase | None) -> None:
        self.see.setEnabled(case is not None)
        self.whole.say(task_words.whole(case) if case else "")
        self.unsay()

    def _open(self, case: FiledCase | None) -> None:
        if case:
            open_case(self, case)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.trouble(problem)


def open_case(page: Page, case: FiledCase) -> None:
    """Leads to the page of the case, as the query code does; to what is known here where the platform cannot be asked.
    Answers `case` or `kept`."""
    draft, station, filing = page.draft, page.station, case.filing
    if case.withdrawn:
        page.say_in_place(_(WITHDRAWN))
        return
    receipt = case.item.receipt
    if receipt is None or not receipt.query_code:
        draft.inquiry.standing = station.sync.by_slip(filing.local_number)
        draft.inquiry.silence = ""
        page.answered.emit("kept")
        return
    query = CaseQuery(query_code=receipt.query_code.replace("-", ""), last_four=filing.last_four or "0000")
    draft.inquiry.query_code, draft.inquiry.last_four = query.query_code, query.last_four

    def look_up() -> tuple[CaseView, CaseLife | None]:
        return station.sync.query(query), station.sync.life(query)

    def found(told: tuple[CaseView, CaseLife | None]) -> None:
        draft.inquiry.view, draft.inquiry.life = told
        page.answered.emit("case")

    def failed(problem: Problem) -> None:
        if not isinstance(problem, NoAnswer):
            page.trouble(problem)
            return
        draft.inquiry.silence = sentence_of(problem) if isinstance(problem, DateWrong) else _(UNREACHED)
        draft.inquiry.standing = station.sync.by_code(query.query_code)
        page.answered.emit("kept")

    page.send_off(look_up, found, failed)


def _day_order(case: FiledCase) -> str:
    owed = case.owed
    return owed.limit.isoformat() if owed and owed.limit else "9999"


def _sought(case: FiledCase) -> str:
    import pypinyin  # large tables: behind the first page

    filing = case.filing
    spelled = pypinyin.lazy_pinyin(filing.name)
    words = (filing.name, "".join(spelled), "".join(each[:1] for each in spelled))
    numbers = (filing.local_number, case.case_number, category_name(filing.category), filing.place)
    return "\n".join((*words, *numbers, task_words.how_far(case))).casefold()
