"""A list of people brought in: chosen or dropped, looked at row by row, then taken whole or not at all."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from agency.opened_people import OpenedPeople
from agency.people import People
from agency.people_import import Preview, PreviewRow, content_of, preview, take
from core.language import N_, _
from core.problems import PeopleListFaulty, PeopleListUnreadable, Problem
from core.resources import resource
from core.sentences import sentence_of
from proxy_client.agent_station import AgentStation
from proxy_client.people_columns import explained, preview_columns
from ui.base.file_intake import forget_folders
from ui.base.page import Page
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.table import Table
from ui.widgets.text import Label

FIRST = N_("请选一份名单，XLSX或CSV。第一行写各列的名字：姓名、证件号、电话、村、户……")
NOTHING = N_("还没有选名单。把文件拖到这里也行。")
CAN = N_("{rows}行都没有问题：新的{fresh}人，和名单上的人合并{joined}人。还没有导入，看好了再按“导入”。")
TAKEN = N_("导入好了：新的{fresh}人，合并{joined}人。")
SAMPLE = resource("samples", "people", "village.csv")
"""Invented people, to practise with."""
ONE_FILE = N_("一次只放一份名单，请再拖一次。")


class PeopleImportPage(Page):
    name = "people_import"
    station: AgentStation

    def build(self) -> None:
        theme = self.station.theme
        self.looked_at: Preview | None = None
        self.setAcceptDrops(True)
        self.choose = self.button(_("选名单文件"), icon="document")
        self.choose.clicked.connect(self._choose)
        self.told = Label(_(FIRST), "notice")
        row = QHBoxLayout()
        row.setSpacing(theme.length("gap"))
        row.addWidget(self.told, 1)
        row.addWidget(self.choose)
        self.sample = self.button(_("用演练名单"), icon="village")
        self.sample.setVisible(self.station.training)
        self.sample.clicked.connect(lambda: self.look_at(SAMPLE))
        row.addWidget(self.sample)
        self.body.addLayout(row)
        self.working = BusyIndicator(theme)
        self.body.addWidget(self.working)
        self.table: Table[PreviewRow] = Table(
            theme, preview_columns(), name=_("导入名单"), empty=_(NOTHING), dense=True
        )
        self.table.chosen.connect(self._explain)
        self.body.addWidget(self.table, 1)
        self.why = Label("", "notice")
        self.why.hide()
        self.body.addWidget(self.why)
        self.on = self.button(_("导入"), kind="primary", icon="check")
        self.on.clicked.connect(self._take)
        self.choices.append(self.on)
        self.over = self.action(_("回名单"), icon="people")
        self._show(None)

    def enter(self) -> None:
        self.choose.setFocus()

    def unkept(self) -> str:
        return _("还没有导入的名单") if self.on.isEnabled() and self.on.isVisible() else ""

    def _offer(self, *, take_it: bool, taken: bool = False) -> None:
        self.on.setVisible(not taken)
        self.on.setEnabled(take_it)
        self.over.setVisible(taken)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.sending:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take_dropped(event.mimeData())

    def _take_dropped(self, dropped: QMimeData) -> None:
        files = [each.toLocalFile() for each in dropped.urls()]
        if len(files) == 1:
            self.look_at(Path(files[0]))
        else:
            self.say_in_place(_(ONE_FILE))

    def _choose(self) -> None:
        self.dialog = QFileDialog(self, _("选名单文件"), "", _("名单 (*.xlsx *.csv *.txt);;所有文件 (*)"))
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.dialog.finished.connect(lambda _: forget_folders())
        self.dialog.fileSelected.connect(lambda chosen: self.look_at(Path(chosen)))
        self.dialog.open()

    def look_at(self, file: Path) -> None:
        """Reads a list in the background and shows what would become of each row; nothing is stored."""
        self.unsay()
        self._show(None)
        self.told.say(_(FIRST), "notice")
        self.working.begin(_("正在看名单"))
        self.choose.setEnabled(False)
        known, people, today = self.station.session.people, self.station.people, self.station.now().date()

        def read() -> tuple[OpenedPeople, Preview]:
            now = known.again(people) if people else known
            return now, preview(content_of(file), now.listed, today)

        self.station.tasks.run(read, owner=self, done=self._looked, failed=self._failed)

    def _looked(self, found: tuple[OpenedPeople, Preview]) -> None:
        now, looked_at = found
        if self.station.session.key:
            self.station.session.people = now
        self._rest()
        self._show(looked_at)
        wrong, rows = looked_at.wrong, len(looked_at.rows)
        if wrong:
            self.told.say(sentence_of(PeopleListFaulty(wrong, rows)), "alarm")
        else:
            self.told.say(_(CAN).format(rows=rows, fresh=looked_at.fresh, joined=looked_at.joined), "good")

    def _show(self, looked_at: Preview | None) -> None:
        """Shows the rows, those that are wrong first."""
        self.looked_at = looked_at
        rows = looked_at.rows if looked_at else ()
        self.table.show_rows(sorted(rows, key=lambda row: row.joining is not None))
        self._offer(take_it=bool(looked_at and not looked_at.wrong))

    def _explain(self, row: PreviewRow | None) -> None:
        """Says in full what stands shortened in the table."""
        self.why.say(explained(row) if row else "")

    def _rest(self) -> None:
        self.working.rest()
        self.choose.setEnabled(True)

    def _failed(self, problem: Problem) -> None:
        """A file that is no list is said where the table would be explained; nothing was stored."""
        self._rest()
        if isinstance(problem, PeopleListUnreadable):
            self.told.say(sentence_of(problem), "alarm")
            self.station.speech_output.say(sentence_of(problem))
        else:
            self.trouble(problem)

    def _take(self) -> None:
        people, looked_at, known = self.station.people, self.looked_at, self.station.session.people
        if people and looked_at:
            self.working.begin(_("正在导入"))
            self.choose.setEnabled(False)
            self.send_off(partial(_taken, people, looked_at, known), self._taken, self._failed)

    def _taken(self, now: OpenedPeople) -> None:
        self._rest()
        if self.station.session.key:
            self.station.session.people = now
        if self.looked_at:
            self.told.say(_(TAKEN).format(fresh=self.looked_at.fresh, joined=self.looked_at.joined), "good")
        self._offer(take_it=False, taken=True)


def _taken(people: People, looked_at: Preview, known: OpenedPeople) -> OpenedPeople:
    take(people, looked_at)
    return known.again(people)
