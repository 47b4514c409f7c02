"""What terminals are told: whose keys to seal to, days off, notices, and the progress of their own cases.

Signed, so that a terminal can trust it and keep it for weeks without a network.
"""

from sqlalchemy import insert, select

from core.case import CaseStep
from core.deadlines import Calendar, next_deadline, shipped
from core.petition import Purpose
from core.settings import REMOTE_GROUPS, Settings
from core.wire import Bulletin, CaseEvent, ChainEnd, Model, Progress, Published, SignedText
from gateway.audit_log import hash_chain
from gateway.runtime import Runtime
from gateway.storage.schema import bulletins, cases, events
from trust.sign import sign_bytes

PAGE_SIZE = 500


def publish(runtime: Runtime, published: Published) -> int:
    """Publishes a bulletin; returns its number. Raises ValueError for invalid settings and those a
    province may not set."""
    if strange := set(published.settings) - REMOTE_GROUPS:
        raise ValueError(f"not set from here: {', '.join(sorted(strange))}")
    Settings.model_validate(published.settings)
    row = {"at": runtime.now(), "published": published.model_dump_json()}
    with runtime.engine.begin() as db:
        number = int(db.execute(insert(bulletins).values(**row).returning(bulletins.c.number)).scalar_one())
        runtime.audit(db, "published", bulletin=str(number))
    return number


def current(runtime: Runtime) -> Bulletin:
    """The last bulletin that was published, with today's keys; before the first, the calendar that ships with the
    gateway."""
    with runtime.reading() as db:
        row = db.execute(select(bulletins).order_by(bulletins.c.number.desc()).limit(1)).mappings().first()
    said = Published.model_validate_json(row["published"]) if row else _shipped()
    return Bulletin(
        number=row["number"] if row else 0,
        at=runtime.now(),
        recipients=runtime.keys.recipients,
        organ=runtime.keys.statement,
        answers_signed=True,
        **said.model_dump(),
    )


def calendar(runtime: Runtime) -> Calendar:
    return current(runtime).calendar


def progress(runtime: Runtime, terminal: str, after: int) -> Progress:
    """Returns steps of the cases that this terminal submitted, after event number `after`, without any text."""
    wanted = (
        select(events.c.id, events.c.step, events.c.at, cases.c.item, cases.c.number, cases.c.kind)
        .join(cases, cases.c.id == events.c.case_id)
        .where(events.c.terminal == terminal, events.c.id > after)
        .order_by(events.c.id)
        .limit(PAGE_SIZE + 1)
    )
    with runtime.reading() as db:
        rows = db.execute(wanted).mappings().all()
        count, head = hash_chain.end(db, terminal)
    days = calendar(runtime)
    passed = [
        CaseEvent(
            number=row["id"],
            item=row["item"],
            case_number=row["number"],
            step=CaseStep(row["step"]),
            at=row["at"],
            due=next_deadline(Purpose(row["kind"]), CaseStep(row["step"]), row["at"].date(), days),
        )
        for row in rows[:PAGE_SIZE]
    ]
    return Progress(passed=passed, more=len(rows) > PAGE_SIZE, chain=ChainEnd(events=count, head=head))


def signed(runtime: Runtime, said: Model, **optional: bool) -> SignedText:
    """Signed by the platform. Fields that are named and False are left out: older terminals reject a text with a field
    they do not know, so a terminal asks for those it knows."""
    text = said.model_dump_json(exclude={name for name, wanted in optional.items() if not wanted})
    return SignedText(text=text, signature=sign_bytes(text.encode(), runtime.keys.signing))


def _shipped() -> Published:
    days = shipped()
    return Published(off=sorted(days.off), worked=sorted(days.worked))
