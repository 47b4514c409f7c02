"""Keeps the draft an agent works on: looks at it twice a second, and writes it, sealed, in a thread of its own.

One save at a time, and after it whatever is the last by then. Where the disk is full, typing goes on, and the draft is
stored as soon as there is room.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from agency.draft_record import DraftState
from agency.drafts import Drafts, OpenDraft
from core.language import N_, _
from core.problems import DiskFull, DraftGone, DraftUnsaved, Problem
from core.sentences import sentence_of
from ui.background.tasks import TaskRunner

log = logging.getLogger(__name__)
LOOKS_MS = 500
"""With the time of one save, the most that is lost when the power goes is well below two seconds."""
PAUSE = 3
"""Looks that are left out after a save that failed."""
SAVED = N_("草稿存好了，{time}")


class DraftKeeper(QObject):
    """`told` carries the line for the status bar."""

    told = Signal(str)

    def __init__(
        self,
        tasks: TaskRunner,
        look: Callable[[], DraftState | None],
        drafts: Callable[[], Drafts | None],
        now: Callable[[], datetime],
    ) -> None:
        """`look` returns what there is to keep, None for nothing; it is called often. `tasks`: with one worker, used by
        nobody else: other work may wait for a network. `drafts`: of who is signed in."""
        super().__init__()
        self._tasks, self._look, self._drafts, self._now = tasks, look, drafts, now
        self._draft: OpenDraft | None = None
        self._saved: DraftState | None = None
        self._saving = False
        self._pause = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def keeps(self) -> bool:
        """Whether there is a draft being kept."""
        return self._draft is not None

    @property
    def id(self) -> str:
        """Returns the id of the draft being kept; empty for none."""
        return self._draft.id if self._draft else ""

    @property
    def saving(self) -> bool:
        """Whether something is being written now."""
        return self._saving

    @property
    def saved(self) -> DraftState | None:
        """Returns what is on the disk; None before the first save."""
        return self._saved

    def look(self) -> None:
        """Begins to save what has changed, unless a save is under way."""
        self._pause = max(0, self._pause - 1)
        if self._saving or self._pause or self._tasks.closed:
            return
        state = self._look()
        draft = self._draft_for(state)
        if draft is None or state is None or state == self._saved:
            return
        self._saving = True
        self._tasks.run(
            partial(draft.save, state, self._now()),
            owner=self,
            done=partial(self._stored, draft, state),
            failed=partial(self._failed, draft),
        )

    def _draft_for(self, state: DraftState | None) -> OpenDraft | None:
        if self._draft is None and state is not None and (drafts := self._drafts()):
            self._draft = drafts.begin()
        return self._draft

    def _stored(self, draft: OpenDraft, state: DraftState, _none: None) -> None:
        self._saving = False
        if draft is self._draft:
            self._saved = state
            self.told.emit(_(SAVED).format(time=f"{self._now():%H:%M}"))

    def _failed(self, draft: OpenDraft, problem: Problem) -> None:
        self._saving, self._pause = False, PAUSE
        if draft is self._draft:
            self.told.emit(sentence_of(DraftUnsaved() if isinstance(problem, DiskFull) else problem))
            if isinstance(problem, DraftGone):
                self._close()

    def resume(self, draft: OpenDraft) -> None:
        """Keeps a draft that was opened; the next look stores that it is being worked on again."""
        self._draft, self._saved = draft, None
        self.told.emit("")

    def keep(self) -> None:
        """Stores the draft as one that is left on purpose, and keeps it no longer; after the save that is under way.
        Raises DiskFull, StoreProblem, and then keeps it as before."""
        state = self._look()
        draft = self._draft_for(state)
        if draft is not None and state is not None:
            draft.save(state.as_left(), self._now(), left=True)
        self._close()

    def let_go(self) -> bool:
        """The same where nobody can be told that it failed: what was saved last stays then. Returns whether all is on
        the disk."""
        try:
            self.keep()
        except Problem as problem:
            log.warning("a draft was not stored as it was left: %s", problem.code)
            self._close()
            return False
        return True

    def discard(self) -> None:
        """Deletes the draft, which was filed or is not wanted. One that cannot be deleted now says later that it was
        filed, or stays."""
        draft, self._draft, self._saved = self._draft, None, None
        self.told.emit("")
        if draft and not self._tasks.closed:
            self._tasks.forget(draft.remove)

    def end(self) -> None:
        """Waits for what is being written; nothing is kept any more."""
        self._timer.stop()
        self._close()
        self._tasks.close()

    def _close(self) -> None:
        if self._draft:
            self._draft.close()
        self._draft, self._saved = None, None
        self.told.emit("")
