"""Cases that an agent filed, made of a few words: what happened on which day."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from agency.filed_cases import FiledCase, periods
from agency.filings import AgentFiling
from agency.task_notes import How, Outcome, TaskNote
from core.authority.letter import Power
from core.case import CaseStep, Grade
from core.cases.both_terms import OfficeTerms
from core.outbox_state import OutboxState
from core.petition import Purpose
from core.receipt import Receipt
from core.wire import CaseEvent
from core.working_days import shipped
from sync.item import Item

FILED = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
STEPS = {
    "register": CaseStep.REGISTERED,
    "forward": CaseStep.FORWARDED,
    "notify": CaseStep.FORWARDED,
    "accept": CaseStep.ACCEPTED,
    "extend": CaseStep.ACCEPTED,
    "invite": CaseStep.ACCEPTED,
    "answer": CaseStep.ACCEPTED,
    "petitioner-urge": CaseStep.ACCEPTED,
    "reply": CaseStep.REPLIED,
    "deliver": CaseStep.REPLIED,
    "pledge": CaseStep.REPLIED,
    "withdraw-authority": CaseStep.ACCEPTED,
    "close": CaseStep.CLOSED,
    "withdraw": CaseStep.CLOSED,
}


def day(number: int) -> date:
    """Returns the day so many days after the filing."""
    return FILED.date() + timedelta(days=number)


@dataclass(frozen=True)
class Happened:
    """`on`, `due`: days after the filing."""

    action: str
    on: int
    due: int | None = None


def a_case(
    *happened: Happened,
    number: int = 1,
    registered: int | None = 0,
    state: OutboxState = OutboxState.REGISTERED,
    name: str = "王建国",
    ends: int = 180,
    settled: OfficeTerms | None = None,
    receipt_given: bool = True,
    query_code: str = "1" * 16,
    **more: object,
) -> FiledCase:
    """Returns the case as a terminal knows it. `registered`: how many days after the filing; None if it is not."""
    id_ = UUID(int=number)
    filing = AgentFiling(
        item=id_,
        local_number=f"0901-{number:06d}",
        created=FILED,
        name=name,
        last_four="0470",
        purpose=Purpose.REQUEST,
        powers=(Power.FILE, Power.QUERY),
        ends=day(ends).isoformat(),
        receipt_given=receipt_given,
    )
    receipt = None
    if registered is not None:
        at = FILED + timedelta(days=registered)
        receipt = Receipt(item=id_, case_number=f"XF-{number}", query_code=query_code, registered_at=at)
    item = Item(
        item=id_,
        local_number=filing.local_number,
        created=FILED,
        place="320115",
        kind=Purpose.REQUEST,
        state=state if receipt else (OutboxState.SAVED if state is OutboxState.REGISTERED else state),
        since=FILED,
        reason="",
        urgent=False,
        attempts=0,
        released=False,
        receipt=receipt,
        earlier=None,
        promised=None,
        parts=(),
    )
    events = tuple(_event(id_, f"XF-{number}", number * 1000 + at, each) for at, each in enumerate(happened, 1))
    filing = replace(filing, **more)  # type: ignore[arg-type]
    return FiledCase(
        filing=filing,
        item=item,
        events=events,
        periods=periods(item, events, shipped(), settled or OfficeTerms()),
        last_day=filing.last_day,
    )


def _event(item: UUID, case_number: str, number: int, happened: Happened) -> CaseEvent:
    return CaseEvent(
        number=number,
        item=item,
        case_number=case_number,
        step=STEPS.get(happened.action, CaseStep.ACCEPTED),
        at=FILED + timedelta(days=happened.on),
        due=None if happened.due is None else day(happened.due),
        action=happened.action,
    )


def a_note(case: FiledCase, *facts: str, on: int, outcome: Outcome = Outcome.DONE, kind: str = "tell") -> TaskNote:
    """Returns a whole note."""
    blank = TaskNote.new(case.item.item, facts, day(on), FILED + timedelta(days=on))
    return replace(blank, outcome=outcome, kind=kind, how=How.IN_PERSON, by="李秀英", said="知道了，谢谢")


def cases() -> st.SearchStrategy[list[FiledCase]]:
    """Returns lists of cases with any lives, lawful or not."""
    happened = st.builds(Happened, st.sampled_from(sorted(STEPS)), st.integers(0, 120), st.none() | st.integers(0, 160))
    lives = st.lists(happened, max_size=8).map(lambda found: sorted(found, key=lambda each: each.on))
    one = st.tuples(
        lives,
        st.none() | st.integers(0, 20),
        st.booleans(),
        st.sampled_from(["王建国", "赵大年"]),
        st.integers(1, 200),
    )
    return st.lists(one, max_size=4).map(
        lambda many: [
            a_case(
                *(life if registered is not None else ()),
                number=at,
                registered=registered,
                receipt_given=given,
                name=name,
                ends=ends,
            )
            for at, (life, registered, given, name, ends) in enumerate(many, 1)
        ]
    )


def notes_on(known: list[FiledCase], keys: list[tuple[FiledCase, str, str]]) -> st.SearchStrategy[list[TaskNote]]:
    """Returns lists of notes on facts (case, key, kind), some of them taken back. None where there are no facts."""
    if not keys:
        return st.just([])
    one = st.builds(
        lambda of, on, outcome, grade: replace(
            a_note(of[0], of[1], on=on, outcome=outcome, kind=of[2]), satisfied=grade
        ),
        st.sampled_from(keys),
        st.integers(0, 150),
        st.sampled_from([Outcome.DONE, Outcome.DONE, Outcome.NOT_MET]),
        st.none() | st.sampled_from(list(Grade)),
    )
    return st.lists(one, max_size=6, unique_by=lambda note: note.facts).flatmap(
        lambda made: (
            st.lists(st.sampled_from(made), max_size=2, unique_by=id).map(
                lambda back: [*made, *(replace(a_note(known[0], on=0), undoes=each.id) for each in back)]
            )
            if made
            else st.just(made)
        )
    )
