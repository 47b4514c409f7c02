"""The screen's view of `sync`: hand in, ask, evaluate; learn what changed. What asks the platform may block, and so
may `accept`."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.case import CaseSummary, CaseView, LocalStatus
from core.petition import Filing
from core.problems import (
    ClockWrong,
    DateWrong,
    NoAnswer,
    NotFound,
    PlatformBusy,
    PlatformProblem,
    Problem,
    StoreProblem,
    TooManyGuesses,
)
from core.receipt import Slip
from core.wire import CardQuery, CaseQuery, EvaluationCall
from sync.identity import Identity
from sync.item import Item
from sync.offline_status import OfflineStatus
from sync.terminal import Terminal
from ui.background.bridge import Bridge

T = TypeVar("T")


class SyncFacade(QObject):
    """`changed` carries the id of an item whose state is another now."""

    changed = Signal(object)

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal
        self._recall = OfflineStatus(terminal.outbox, terminal.feed)
        self._moves = Bridge(self)
        self._moves.came.connect(self.changed)
        terminal.engine.on_change(lambda item: self._moves.put(item.item))

    def accept(self, filing: Filing) -> Slip:
        return self._terminal.submissions.accept(filing)

    def status(self, item: UUID) -> Item:
        return self._terminal.submissions.status(item)

    def items(self) -> list[Item]:
        """Everything handed in at this terminal, the oldest first."""
        return self._terminal.submissions.items()

    def hindrance(self) -> Problem | None:
        """Why something could not be handed in at this moment."""
        return self._terminal.submissions.hindrance()

    @property
    def identity(self) -> Identity | None:
        """Who this terminal is, and whom it seals for; None where that is not known."""
        try:
            return self._terminal.identities.current()
        except StoreProblem:
            return None

    def confirm_recipients(self, typed: str) -> None:
        """The discipline organ's new keys, by the digits of its paper. Raises EnrolmentRefused, StoreProblem."""
        self._terminal.recipients.confirm(typed, datetime.now(UTC))

    @property
    def reached(self) -> bool | None:
        """Whether the platform answered when it was last called; None before the first call since the start."""
        return self._terminal.platform.reached

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was damaged when the window was opened, and was set aside."""
        return self._terminal.notices

    def by_slip(self, local_number: str) -> LocalStatus:
        """What is known here of the item with this number. Raises UnknownItem."""
        return self._recall.by_slip(local_number)

    def by_code(self, query_code: str) -> LocalStatus:
        """Raises UnknownItem."""
        return self._recall.by_code(query_code)

    def query(self, query: CaseQuery) -> CaseView:
        return _answered(lambda: self._terminal.platform.query(query))

    def query_by_card(self, query: CardQuery) -> tuple[CaseSummary, ...]:
        return tuple(_answered(lambda: self._terminal.platform.query_by_card(query)).cases)

    def evaluate(self, call: EvaluationCall) -> None:
        _answered(lambda: self._terminal.platform.evaluate(call))


def _answered(ask: Callable[[], T]) -> T:
    """A question is kept nowhere and not sent again by itself, so nobody may be told that it is."""
    try:
        return ask()
    except NotFound:
        raise
    except PlatformBusy as problem:
        raise (TooManyGuesses() if problem.too_many else NoAnswer(f"{problem.code} {problem.detail}")) from problem
    except ClockWrong as problem:
        raise DateWrong(date.today()) from problem
    except PlatformProblem as problem:
        raise NoAnswer(f"{problem.code} {problem.detail}") from problem
