"""Reports of the agent's work: day, week, month, quarter; on the screen, as a workbook, on paper."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QSizePolicy, QWidget

from agency.reports import Report, Span
from core.language import N_, _
from core.problems import Problem, ReportUnwritable
from core.sentences import label
from proxy_client import report_paper, report_words
from proxy_client.agent_station import AgentStation
from proxy_client.pages.task_note import make_room
from proxy_client.part_chart import PartChart
from storage import disk
from ui.base.page import Page
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button, exclusive
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

ONE_DAY = timedelta(days=1)
COUNTS_ALONE = N_("这台电脑上别人代办的，只数件数，不打开。")


class ReportPage(Page):
    name = "report"
    station: AgentStation

    def build(self) -> None:
        theme = self.station.theme
        self.span, self.on = Span.DAY, self.station.now().date()
        self.report: Report | None = None
        spans = {span: Button(theme, _(text)) for span, text in report_words.TITLES.items()}
        exclusive(*spans.values())
        for span, button in spans.items():
            button.setChecked(span is self.span)
            make_room(theme, button)
            button.clicked.connect(partial(self._take, span))
        self.earlier = self.button(_("往前"), icon="back")
        self.later = self.button(_("往后"), icon="forward")
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.row(*spans.values(), self.earlier, self.later)
        self.working = BusyIndicator(theme, _("正在数"))
        self.body.addWidget(self.working)
        self.list = Scroll(theme.length("gap"))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.list, 1)
        self.table = self.button(_("存成表格"), icon="document")
        self.table.clicked.connect(lambda: self._ask_where("xlsx"))
        self.paper = self.button(_("存成PDF"), icon="pages")
        self.paper.clicked.connect(lambda: self._ask_where("pdf"))
        self.choices += [self.table, self.paper]
        self.action(_("知道了"), icon="check")
        self._show(None)

    def enter(self) -> None:
        self._count()

    def _take(self, span: Span, _checked: bool = False) -> None:
        self.span = span
        self._count()

    def _move(self, by: int) -> None:
        if self.report:
            today = self.station.now().date()
            self.on = min(today, self.report.last + ONE_DAY if by > 0 else self.report.first - ONE_DAY)
            self._count()

    def _count(self) -> None:
        if work := self.station.work:
            self.unsay()
            self.working.begin()
            count = partial(work.report, self.span, self.on, self.station.now())
            self.station.tasks.run(count, owner=self, done=self._show, failed=self._failed)

    def _show(self, report: Report | None) -> None:
        self.working.rest()
        self.report = report
        for button in (self.table, self.paper):
            button.setEnabled(report is not None)
        self.later.setEnabled(report is not None and report.last < self.station.now().date())
        self.list.clear()
        if report is None:
            return
        column = self.list.column
        column.addWidget(Label(report_words.title(report), "strong"))
        column.addWidget(Label(report_words.counted_until(report), "small"))
        if report.unregistered:
            column.addWidget(self._unregistered(report))
        column.addWidget(self._own(report))
        if len(report.parts) > 1:
            chart = PartChart(self.station.theme)
            chart.show_parts(report.parts)
            card = Card(self.station.theme)
            card.add(chart)
            column.addWidget(card)
        column.addWidget(self._here(report))
        column.addStretch(1)

    def _unregistered(self, report: Report) -> QWidget:
        card, grid = self._card(_("没有登记的"), 3)
        for at, each in enumerate(report.unregistered):
            cells = (each.local_number, label(each.state), report_words.why(each))
            for place, text in enumerate(cells):
                grid.addWidget(Label(text, "strong" if place == 0 else "body"), at, place)
        return card

    def _own(self, report: Report) -> QWidget:
        card, grid = self._card(_("我代办的"), 3)
        for at, (name, count, numbers) in enumerate(report_words.rows(report)):
            grid.addWidget(Label(name, "body"), at, 0)
            grid.addWidget(Label(str(count), "strong"), at, 1)
            grid.addWidget(Label(report_words.few(numbers) if numbers else "", "small"), at, 2)
        return card

    def _here(self, report: Report) -> QWidget:
        card, grid = self._card(_("这台电脑上一共"), 2)
        for at, (name, count) in enumerate(report_words.here(report)):
            grid.addWidget(Label(name, "body"), at, 0)
            grid.addWidget(Label(str(count), "strong"), at, 1)
        card.add(Label(_(COUNTS_ALONE), "small"))
        return card

    def _card(self, name: str, columns: int) -> tuple[Card, QGridLayout]:
        card, grid = Card(self.station.theme), QGridLayout()
        card.add(Label(name, "strong"))
        grid.setSpacing(self.station.theme.length("gap"))
        grid.setColumnStretch(columns - 1, 1)
        card.column.addLayout(grid)
        return card, grid

    def _ask_where(self, kind: str) -> None:
        """Asks for the place; a report names slip numbers and nobody, so that it may lie in clear."""
        if self.report is None:
            return
        name = f"{report_words.title(self.report)}.{kind}".replace("\u3000", " ")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("存到哪里"), str(Path.home() / name), f"*.{kind}")
        if chosen:
            self.save(Path(chosen).with_suffix(f".{kind}"))

    def save(self, to: Path) -> None:
        """Writes the report as the file's name says: a workbook, or a PDF."""
        if self.report is None:
            return
        band = self.station.band
        content = (
            report_words.workbook(self.report, band=band)
            if to.suffix == ".xlsx"
            else report_paper.document(self.report, band=band)
        )
        self.send_off(partial(_write, to, content), self._saved, self.trouble)

    def _saved(self, to: Path) -> None:
        self.say_in_place(_("存好了：{name}").format(name=to.name))

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.trouble(problem)


def _write(to: Path, content: bytes) -> Path:
    """Raises ReportUnwritable."""
    try:
        disk.replace(to, content)
    except (OSError, Problem):
        raise ReportUnwritable from None
    return to
