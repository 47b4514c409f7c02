"""The screen's access to `sync`: hand in, ask, evaluate, and learn what changed. Calls to the platform may block, and
so may `accept`."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from core.case import CaseView, OwnCase
from core.case_life import CaseLife
from core.inquiry import LocalStatus
from core.petition import Filing, Purpose
from core.problems import (
    AuthorityRefused,
    ClockWrong,
    DateWrong,
    NoAnswer,
    NotFound,
    NotNow,
    PlatformBusy,
    PlatformProblem,
    PlatformRefused,
    Problem,
    StoreProblem,
    TooManyGuesses,
)
from core.receipt import Slip
from core.rights_card import RightsCard
from core.wire import (
    AppointmentAnswerCall,
    AuthorityWithdrawal,
    CardAnswer,
    CardQuery,
    CaseQuery,
    DocumentAnswer,
    DocumentQuery,
    EarlierQuery,
    EvaluationCall,
    OwnActCall,
    OwnActDone,
    PossibleActs,
)
from sync import rights_cards
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

    @property
    def terminal(self) -> Terminal:
        """Returns the terminal that this gives access to, for what is above `sync` and not a page."""
        return self._terminal

    @property
    def home(self) -> Path:
        """Returns the folder with all state of this terminal."""
        return self._terminal.home

    def accept(self, filing: Filing) -> Slip:
        return self._terminal.submissions.accept(filing)

    def annex(self, purpose: Purpose, words: str) -> bytes:
        """Raises Problem where nobody is known to seal it for."""
        return self._terminal.submissions.annex(purpose, words)

    def latest_time(self, own: datetime) -> datetime:
        """Returns `own`, or the latest time this terminal ever knew: what an agent's letter is judged by. With a broken
        store it is `own`; nothing is handed in then."""
        try:
            return self._terminal.latest_time.at_least(own)
        except StoreProblem:
            return own

    def withdrawn(self) -> frozenset[str]:
        """Returns the items in which the principal took the agent's authority back, as far as the platform told."""
        return self._terminal.feed.withdrawn()

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

    def life(self, query: CaseQuery) -> CaseLife | None:
        """Returns the life of a case that was just found; None where the platform, of a version before, has none to
        tell, or does not answer a second time: the steps are known by then."""
        try:
            return self._terminal.platform.life(query)
        except PlatformProblem:
            return None

    def document(self, query: DocumentQuery) -> DocumentAnswer:
        return _answered(lambda: self._terminal.platform.document(query))

    def query_by_card(self, query: CardQuery) -> CardAnswer:
        return _answered(lambda: self._terminal.platform.query_by_card(query))

    def withdraw_authority(self, call: AuthorityWithdrawal) -> OwnActDone:
        return _answered(lambda: self._terminal.platform.withdraw_authority(call))

    def evaluate(self, call: EvaluationCall) -> None:
        _answered(lambda: self._terminal.platform.evaluate(call))

    def possible(self, query: CaseQuery) -> PossibleActs:
        return _answered(lambda: self._terminal.platform.possible(query))

    def own_act(self, call: OwnActCall) -> OwnActDone:
        """Files whose consent is withdrawn are deleted here too, of every item that was handed in here. Raises
        NotNow where the platform refuses it: the case may have changed since the person asked."""
        done = _answered(lambda: self._terminal.platform.own_act(call))
        if gone := [*done.erased, *done.refused]:
            self._terminal.submissions.drop_parts(call.query.query_code, gone)
        for each in done.added:
            self._terminal.submissions.drop_parts_of(each.item, [*each.erased, *each.refused])
        return done

    def own_case(self, query: CaseQuery) -> OwnCase:
        """Returns the case that is to be added to. Raises NotNow where nothing is added to it any more."""
        return _answered(lambda: self._terminal.platform.own_case(query))

    def earlier(self, query: EarlierQuery) -> tuple[OwnCase, ...]:
        """Returns the person's open cases about the same thing; none where the platform does not answer."""
        try:
            return tuple(self._terminal.platform.earlier(query).cases)
        except PlatformProblem:
            return ()

    def answer_invitation(self, call: AppointmentAnswerCall) -> None:
        _answered(lambda: self._terminal.platform.answer_invitation(call))

    def new_card(self, query: CaseQuery) -> tuple[str, RightsCard]:
        """Has a rights card made; returns what its QR code holds, and the card."""
        text = _answered(lambda: self._terminal.platform.rights_card(query))
        return text, self.check_card(text)

    def check_card(self, text: str) -> RightsCard:
        """Raises BadCard; no network is needed."""
        return rights_cards.check(self._terminal, text)


def _answered(ask: Callable[[], T]) -> T:
    """Returns the answer to a question. A failed question is not stored or retried, so the Problem must not say that it
    is."""
    try:
        return ask()
    except NotFound:
        raise
    except AuthorityRefused as problem:
        raise AuthorityRefused(problem.detail, asked=True) from problem
    except PlatformRefused as problem:
        raise NotNow(problem.detail) from problem
    except PlatformBusy as problem:
        raise (TooManyGuesses() if problem.too_many else NoAnswer(f"{problem.code} {problem.detail}")) from problem
    except ClockWrong as problem:
        raise DateWrong(date.today()) from problem
    except PlatformProblem as problem:
        raise NoAnswer(f"{problem.code} {problem.detail}") from problem
