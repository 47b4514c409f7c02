"""The cases of an agent at a terminal: filed there, with what the platform told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from agency.filings import AgentFiling, filing_of
from agency.work import Work
from core.authority.letter import Power
from core.case import CaseStep
from core.petition import Purpose
from core.receipt import Receipt
from testkit.filed_cases import STEPS
from testkit.filings import a_filing


@dataclass(frozen=True)
class Told:
    """`ago`, `due`: days before and after now."""

    action: str
    ago: int
    due: int | None = None


def agent_case(
    work: Work, name: str, events: Iterable[Told] = (), *, ago: int = 0, registered: int | None = None, **more: object
) -> AgentFiling:
    """Files one at the terminal so many days ago; registers it, where `registered` says how many days ago that was."""
    now = datetime.now().astimezone()
    petition = a_filing().petition
    filing = replace(
        filing_of(petition),
        name=name,
        created=now - timedelta(days=ago),
        category="070200",
        purpose=Purpose.REQUEST,
        powers=(Power.FILE, Power.QUERY),
        ends=(now + timedelta(days=120)).date().isoformat(),
        last_four="0470",
    )
    filing = replace(filing, **more)  # type: ignore[arg-type]
    file(work, filing)
    if registered is not None:
        number = f"XF2026-{filing.item.int % 10**8:08d}"
        code = f"{filing.item.int % 10**16:016d}"
        at = now - timedelta(days=registered)
        work.here.outbox.note_receipt(
            Receipt(item=filing.item, case_number=number, query_code=code, registered_at=at), None
        )
        with work.here.store.write() as tx:
            tx.execute("UPDATE items SET state = 'registered' WHERE item = ?", (str(filing.item),))
    tell(work, filing.item, events)
    return filing


def file(work: Work, filing: AgentFiling) -> None:
    """Stores an item for the filing and keeps it; in this order, since one of long ago without an item is removed."""
    with work.here.store.write() as tx:
        tx.execute(
            "INSERT INTO items (item, local_number, created, place, kind, state, since, next_at)"
            " VALUES (?, ?, ?, '320115', ?, 'saved', ?, ?)",
            (
                str(filing.item),
                filing.local_number,
                filing.created.isoformat(),
                filing.purpose.value,
                filing.created.isoformat(),
                filing.created.isoformat(),
            ),
        )
        tx.execute("INSERT INTO parts (item, name, sha256, size) VALUES (?, 'text.age', '', 1)", (str(filing.item),))
    work.filings.keep(filing)


def tell(work: Work, item: UUID, events: Iterable[Told]) -> None:
    """Writes what the platform told, as its feed does."""
    now = datetime.now().astimezone()
    with work.here.store.write() as tx:
        for event in events:
            due = (now.date() + timedelta(days=event.due)).isoformat() if event.due is not None else None
            at = (now - timedelta(days=event.ago)).isoformat()
            step = STEPS.get(event.action, CaseStep.ACCEPTED).value
            tx.execute(
                "INSERT INTO passed (item, step, at, due, action) VALUES (?, ?, ?, ?, ?)",
                (str(item), step, at, due, event.action),
            )


def busy(work: Work) -> None:
    """Files what an agent of a village has under way."""
    begun = (Told("register", 40, -25), Told("forward", 38, -23))
    agent_case(work, "王建国", (*begun, Told("accept", 30, -2)), ago=41, registered=40, messages=True)
    agent_case(work, "孙秀兰", (*begun, Told("accept", 35, 25), Told("reply", 3, 12)), ago=41, registered=40)
    agent_case(
        work,
        "赵大年",
        (*begun, Told("accept", 30, 30), Told("invite", 1, 30)),
        ago=41,
        registered=40,
        powers=(Power.FILE, Power.RECEIVE),
        receipt_given=True,
    )
    agent_case(work, "钱多多", ago=3, category="010100")
    agent_case(work, "李桂花", (Told("register", 1, 14),), ago=2, registered=1, category="030100")
    agent_case(
        work,
        "周福生",
        (*begun, Told("accept", 30, 30), Told("withdraw-authority", 4, 30)),
        ago=41,
        registered=40,
        receipt_given=True,
    )
    agent_case(
        work,
        "吴阿婆",
        (*begun, Told("reply", 20, -5), Told("deliver", 12, 18)),
        ago=41,
        registered=40,
        receipt_given=True,
        ends=(datetime.now() + timedelta(days=9)).date().isoformat(),
    )
