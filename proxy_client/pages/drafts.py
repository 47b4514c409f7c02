"""The agent's drafts: whose, about what, since when, and what is still missing."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal

from agency.draft_record import DraftRecord
from agency.drafts import Drafts, ListedDraft, OpenDraft
from agency.people import People
from core.date_format import moment
from core.draft import Draft
from core.language import N_, _
from core.problems import Problem
from core.sentences import category_name, joined, sentence_of
from proxy_client.agent_station import AgentStation
from proxy_client.draft_progress import authority_ended, still_missing
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.choices import keep_room
from ui.widgets.table import Table
from ui.widgets.table_rows import Column
from ui.widgets.text import Label

EMPTY = N_("没有草稿。没办完的，离开时留作草稿，就在这里。")
UNNAMED, NO_WORDS = N_("还没有姓名"), N_("还没有说")
FILED = N_("已经交了，本机回执号{number}。打开看回执。")
ELSEWHERE = N_("正在另一个窗口里打开着")
NOT_LISTED = N_("名单里没有这个人了")
TORN = N_("读不出来")
BEGINNING = 40
"""Characters of the story that are shown."""


@dataclass(frozen=True)
class DraftRow:
    """A draft as it stands in the table."""

    listed: ListedDraft
    name: str
    about: str
    state: str

    @property
    def id(self) -> str:
        return self.listed.id

    @property
    def at(self) -> datetime:
        return self.listed.at


def row_of(listed: ListedDraft, known: frozenset[str], on: date) -> DraftRow:
    """Returns what is shown of a draft. `known`: the ids of those on the agent's list."""
    if listed.record is None:
        return DraftRow(listed, _(TORN), "", sentence_of(listed.problem) if listed.problem else "")
    draft = listed.record.draft
    name = draft.petitioner.name or (_("不写名字") if draft.unnamed else _(UNNAMED))
    return DraftRow(listed, name, about(draft, listed.record), state_of(listed, draft, known, on))


def about(draft: Draft, record: DraftRecord) -> str:
    """Returns the first words of the story; of one that was only being written, those."""
    words = " ".join((draft.narrative or (record.written.text if record.written else "")).split())
    shown = words if len(words) <= BEGINNING else f"{words[:BEGINNING]}……"
    return shown or (category_name(draft.category) if draft.category else _(NO_WORDS))


def state_of(listed: ListedDraft, draft: Draft, known: frozenset[str], on: date) -> str:
    if listed.record and listed.record.slip:
        return _(FILED).format(number=listed.record.slip.local_number)
    if listed.elsewhere:
        return _(ELSEWHERE)
    served = getattr(draft, "person_served", "")
    gone = _("{what}。").format(what=_(NOT_LISTED)) if served and served not in known else ""
    ended = authority_ended(draft, on)
    return joined(gone, sentence_of(ended) if ended else still_missing(draft))


class DraftsPage(Page):
    """`opened` carries a draft that is to be gone on with, and its record."""

    name = "drafts"
    station: AgentStation
    opened = Signal(object, object)

    def build(self) -> None:
        columns: list[Column[DraftRow]] = [
            Column(_("谁的事"), lambda row: row.name, share=3),
            Column(_("什么事"), lambda row: row.about, share=6),
            Column(_("最后改动"), lambda row: moment(row.at.astimezone()), order=lambda row: row.at, share=5),
            Column(_("还缺什么"), lambda row: row.state, share=6),
        ]
        self.table: Table[DraftRow] = Table(self.station.theme, columns, name=_("草稿"), empty=_(EMPTY))
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.whole = Label("", "lead")
        keep_room(self.whole)
        self.body.addWidget(self.whole)
        self.drop = self.button(_("删掉"), icon="trash")
        self.drop.clicked.connect(self._ask)
        self.on = self.button(_("接着办"), kind="primary", icon="forward")
        self.on.clicked.connect(lambda: self._open(self.table.current))
        self.choices += [self.drop, self.on]
        self._chosen(None)

    def enter(self) -> None:
        self.table.setFocus()
        if drafts := self.station.drafts:
            self.station.tasks.run(
                partial(_listed, drafts, self._today), owner=self, done=self._show, failed=self.trouble
            )

    @property
    def _today(self) -> date:
        return self.station.sync.latest_time(self.station.now()).date()

    def _show(self, rows: list[DraftRow]) -> None:
        self.table.show_rows(rows)
        if rows and self.table.current is None:
            self.table.go_to(0)

    def _chosen(self, row: DraftRow | None) -> None:
        self.drop.setEnabled(row is not None)
        self.on.setEnabled(row is not None)
        self.whole.setText(_("{name}：{state}").format(name=row.name, state=row.state) if row else "")

    def _open(self, row: DraftRow | None) -> None:
        drafts = self.station.drafts
        if row and drafts and not self.sending:
            self.send_off(partial(drafts.open, row.id), done=self._opened, failed=self._not_opened)

    def _opened(self, both: tuple[OpenDraft, DraftRecord]) -> None:
        self.opened.emit(*both)

    def _not_opened(self, problem: Problem) -> None:
        self.trouble(problem)
        self.enter()

    def _ask(self) -> None:
        if (row := self.table.current) is None or self.sending:
            return
        text = _("{name}：{about}。删掉就找不回来了。").format(name=row.name, about=row.about or _(TORN))
        question = Confirmation(
            self.station, self.window(), _("把这份草稿删掉吗？"), text, go=_("删掉"), stay=_("不删")
        )
        question.gone.connect(partial(self._remove, row))

    def _remove(self, row: DraftRow) -> None:
        if drafts := self.station.drafts:
            self.send_off(partial(drafts.remove, row.id), done=lambda _: self.enter(), failed=self._not_opened)


def _listed(drafts: Drafts, today: date) -> list[DraftRow]:
    """Reads all drafts. Runs in the background."""
    people = People(drafts.store, drafts.agent, drafts.key).listed()
    known = frozenset(each.id for each in people)
    return [row_of(each, known, today) for each in drafts.listed()]
