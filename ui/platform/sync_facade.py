"""The screen's access to `sync`: hand in, ask, evaluate, and learn what changed. Calls to the platform may block, and
so may `accept`."""

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
    """`changed` carries the id of an item whose state has changed."""

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
        """Returns everything handed in at this terminal, the oldest first."""
        return self._terminal.submissions.items()

    def hindrance(self) -> Problem | None:
        """Returns why nothing can be handed in at this moment; None if it can."""
        return self._terminal.submissions.hindrance()

    @property
    def identity(self) -> Identity | None:
        """Returns the terminal's identity and the keys it seals for; None where that is not known."""
        try:
            return self._terminal.identities.current()
        except StoreProblem:
            return None

    def confirm_recipients(self, typed: str) -> None:
        """Confirms the discipline organ's new keys by the digits on its paper. Raises EnrolmentRefused,
        StoreProblem."""
        self._terminal.recipients.confirm(typed, datetime.now(UTC))

    @property
    def reached(self) -> bool | None:
        """Returns whether the platform answered the last call; None before the first call since the start."""
        return self._terminal.platform.reached

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Returns what was found damaged when the store was opened, and was set aside."""
        return self._terminal.notices

    def by_slip(self, local_number: str) -> LocalStatus:
        """Returns what is known here of the item with this number. Raises UnknownItem."""
        return self._recall.by_slip(local_number)

    def by_code(self, query_code: str) -> LocalStatus:
        """Returns what is known here of the item with this query code. Raises UnknownItem."""
        return self._recall.by_code(query_code)

    def query(self, query: CaseQuery) -> CaseView:
        return _answered(lambda: self._terminal.platform.query(query))

    def query_by_card(self, query: CardQuery) -> tuple[CaseSummary, ...]:
        return tuple(_answered(lambda: self._terminal.platform.query_by_card(query)).cases)

    def evaluate(self, call: EvaluationCall) -> None:
        _answered(lambda: self._terminal.platform.evaluate(call))


def _answered(ask: Callable[[], T]) -> T:
    """Returns the answer to a question. A failed question is not stored or retried, so the Problem must not say that it
    is."""
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
