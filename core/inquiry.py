"""What a person at a terminal asked for, and what the terminal knows by itself."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from core.case import CaseSummary, CaseView, TimelineEntry
from core.case_life import CaseLife, LifeEvent
from core.cases.state import Answer
from core.message import Message
from core.outbox_state import OutboxState
from core.rights_card import RightsCard
from core.wire import ByAgent, CardQuery, CaseQuery, DocumentAnswer, OwnAct, OwnActDone, PossibleActs


@dataclass(frozen=True, kw_only=True, repr=False)
class LocalStatus:
    """What this terminal knows about an item.

    `why` is the reason it is not registered. `released`: a technician has taken it over by hand. `case_number`,
    `steps`, `events` and `due` are set only for holders of the query code (decision 0027); `events` are empty where the
    platform told of steps alone. `heard` is when the platform last answered this terminal; None if it never did.
    """

    local_number: str
    created: datetime
    state: OutboxState
    since: datetime
    why: Message | None = None
    released: bool = False
    case_number: str = ""
    steps: tuple[TimelineEntry, ...] = ()
    events: tuple[LifeEvent, ...] = ()
    due: date | None = None
    heard: datetime | None = None


@dataclass(repr=False)
class Inquiry:
    """Result of a query. `by_agent`: who filed cases of the card in its holder's name; `card_query`: that card.

    `life`: None where the platform is of a version before. `paper`: the document that is open.
    `standing` is what this terminal knows; `silence` says why the platform did not answer. `dissatisfied`: whether they
    judged so just now. `possible`: what they can still do; `act`, `act_id`: what they chose of it, with the same id
    when it is sent again; `act_done`: what came of it. `invitation_answer`: what they said to
    an invitation, and the day they would rather. `card`, `card_text`: the
    rights card that is shown, and what its code holds where it was just made. `pledge`: the letter of the unit that
    they may sign."""

    query_code: str = ""
    last_four: str = ""
    view: CaseView | None = None
    life: CaseLife | None = None
    paper: DocumentAnswer | None = None
    cases: tuple[CaseSummary, ...] = ()
    by_agent: tuple[ByAgent, ...] = ()
    card_query: CardQuery | None = None
    standing: LocalStatus | None = None
    silence: str = ""
    dissatisfied: bool = False
    possible: PossibleActs | None = None
    act: OwnAct | None = None
    act_id: UUID = field(default_factory=uuid4, compare=False)
    act_done: OwnActDone | None = None
    invitation_answer: tuple[Answer, date | None] | None = None
    card: RightsCard | None = None
    card_text: str = ""
    pledge: DocumentAnswer | None = None

    @property
    def query(self) -> CaseQuery:
        """Returns what shows the platform that the case is the person's."""
        return CaseQuery(query_code=self.query_code, last_four=self.last_four)

    def note_withdrawn(self, case_number: str) -> None:
        """Notes that the agent of this case may do nothing more in it."""
        self.by_agent = tuple(
            each.model_copy(update={"withdrawn": True}) if each.case_number == case_number else each
            for each in self.by_agent
        )

    def choose(self, act: OwnAct) -> None:
        """Takes an act of `possible`; chosen again, it is the same act, which is done once."""
        if act is not self.act:
            self.act, self.act_id, self.act_done = act, uuid4(), None
        self.invitation_answer = None
