"""The shell of who files for others: what is not finished is kept as a draft, and gone on with where it was left."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QCloseEvent

from agency.draft_record import DraftRecord, DraftState, Written
from agency.drafts import OpenDraft
from core.draft import Draft
from core.flow import Flow, Runner, Whereabouts
from core.language import N_, _
from core.problems import DiskFull, DraftUnsaved, Problem
from core.sentences import listed
from proxy_client.agent_station import AgentStation
from proxy_client.draft_keeper import DraftKeeper
from proxy_client.draft_progress import taken_over, where_to_go_on
from proxy_client.keep_sheet import KeepSheet
from proxy_client.pages.drafts import DraftsPage
from proxy_client.status_bar import StatusBar
from ui.entry.field import Field
from ui.entry.typing_sheet import TypingSheet
from ui.narrative.clause_sheet import ClauseSheet
from ui.pages.speaking import SpeakingPage
from ui.shell.shell import Pages, Shell, visit_contents
from ui.startup.bootstrap import task_runner

log = logging.getLogger(__name__)
SLIP = Whereabouts("slip")
ANNEX = "annex"
TAKEN_OVER = N_("这份草稿是交接来的。请委托人再同意一次，重新签委托书。")


class DraftingShell(Shell):
    status: StatusBar

    def __init__(self, station: AgentStation, flow: Flow[Draft], pages: Pages, *, fresh: type[Draft]) -> None:
        self._agent_station = station
        self._left = Whereabouts("")
        """Where the draft was last, before a page that is no step of it."""
        self._away = ""
        """The id of the draft that lay open when the window was locked."""
        self.keeper = DraftKeeper(task_runner(1), self.draft_now, lambda: station.drafts, station.now)
        super().__init__(station, flow, pages, fresh=fresh)
        self.keeper.told.connect(self._show_saving)

    def _show_saving(self, text: str) -> None:
        self.status.show_saving(text)

    def draft_now(self) -> DraftState | None:
        """Returns what there is to keep at this moment; None where nothing was given yet, or all of it is filed."""
        step = self.runner.step
        if step.stage and not step.final:
            self._left = self.runner.whereabouts
        elif not self.keeper.keeps:
            return None
        written = self._written()
        if self.draft.slip or not (self.keeper.keeps or written or visit_contents(self.draft)):
            return None
        return DraftState.of(self.draft, self._left, written)

    def _written(self) -> Written | None:
        """Returns what stands on an open sheet and is not in the draft yet; nothing of what the principal writes alone,
        which the agent could read in the draft."""
        if self.runner.step.page == ANNEX:
            return None
        for sheet in self.findChildren(TypingSheet):
            if sheet.isVisible() and sheet.edit.toPlainText() != sheet.value:
                clauses = [each.number for each in self.findChildren(ClauseSheet) if each.isVisible()]
                return Written(sheet.title.text(), sheet.edit.toPlainText(), clauses[0] if clauses else None)
        return None

    def end_visit(self) -> None:
        """Ends the visit. What was begun in it stays a draft, also where nobody is there to be asked."""
        if self.keeper.keeps and not (visit_contents(self.draft) or self._written()):
            self.keeper.discard()
        elif self.keeper.keeps:
            self.keeper.let_go()
        super().end_visit()

    def put_draft_away(self) -> bool:
        """Stores the draft before the window locks, and forgets the key to it; returns whether it is on the disk."""
        self._away = self.keeper.id if self.keeper.keeps else ""
        return bool(self._away) and self.keeper.let_go()

    def take_draft_again(self) -> None:
        """Goes on keeping the draft that was put away."""
        drafts, id_, self._away = self._agent_station.drafts, self._away, ""
        if drafts and id_:
            try:
                self.keeper.resume(drafts.open(id_)[0])
            except Problem as problem:  # deleted meanwhile: it is stored as a new one
                log.warning("a draft was not opened again: %s", problem.code)

    def _ask(self, sentence: str, held: list[str], go: str, then: Callable[[], None]) -> None:
        """Asks of a draft whether it stays."""
        if not held or self.draft_now() is None or self._agent_station.drafts is None:
            super()._ask(sentence, held, go, then)
        elif not any(each.isVisible() for each in self.findChildren(KeepSheet)):
            names = [*held, _("正在写的字")] if self._written() else held
            sheet = KeepSheet(self.station, self, listed(names), self.page.unkept() if self.page else "")
            sheet.kept.connect(partial(self._keep, then))
            sheet.gone.connect(partial(self._drop, then))

    def _keep(self, then: Callable[[], None]) -> None:
        try:
            self.keeper.keep()
        except Problem as problem:
            self.tell_trouble(DraftUnsaved() if isinstance(problem, DiskFull) else problem)
            return
        then()

    def _drop(self, then: Callable[[], None]) -> None:
        self.keeper.discard()
        then()

    def take_up(self, opened: OpenDraft, record: DraftRecord) -> None:
        """Goes on with a draft, where it was left; one that is filed shows its slip."""
        agent, draft = self._agent_station.session.agent, record.draft
        if agent is None:
            opened.close()
            return
        handed_over = taken_over(draft, agent)
        draft.slip = record.slip
        self.draft, self.runner = draft, Runner(self.flow, draft)
        self.runner.resume(SLIP if draft.slip else where_to_go_on(record, self.station.now().date()))
        self.keeper.resume(opened)
        self._show()
        if handed_over and self.page:
            self.page.say_in_place(_(TAKEN_OVER))
        if record.written:
            self._write_on(record.written)

    def _write_on(self, written: Written) -> None:
        """Opens the sheet again on which somebody was writing, with what they wrote."""
        page = self.page
        if isinstance(page, SpeakingPage):
            page.write_on(written.clause)
        elif page:
            for field in page.findChildren(Field):
                if field.name == written.sheet:
                    field.edit()
        for sheet in self.findChildren(TypingSheet):
            if sheet.title.text() == written.sheet:
                sheet.edit.put(written.text)

    def _show(self) -> None:
        super()._show()
        if self.draft.slip and self.keeper.keeps:
            self.keeper.discard()
        if isinstance(self.page, DraftsPage):
            self.page.opened.connect(self.take_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            if self.keeper.keeps:
                self.keeper.let_go()
            self.keeper.end()
