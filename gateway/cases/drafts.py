"""What an officer was writing: kept sealed until the act is done, also where somebody else was faster."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from core.cases.actions import Action
from gateway.cases import acts
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.storage.case_tables import drafts


@dataclass(frozen=True)
class ActDraft:
    """`version`: of the case when it was written."""

    action: Action
    version: int
    at: datetime
    given: Mapping[str, str]


def keep(runtime: Runtime, officer: Officer, wanted: acts.Act) -> None:
    """Raises Refused 404."""
    sealed = runtime.keys.seal_text(json.dumps(dict(wanted.given), ensure_ascii=False))
    with runtime.engine.begin() as db:
        row = acts.found(db, runtime, officer, wanted.number)
        values = {"version": wanted.version or row["version"], "at": runtime.now(), "words": sealed}
        key = {"case_id": row["id"], "officer": officer.login, "action": wanted.action.value}
        put = insert(drafts).values(**key, **values)
        db.execute(put.on_conflict_do_update(index_elements=list(key), set_=values))


def kept(runtime: Runtime, officer: Officer, number: str) -> list[ActDraft]:
    """Returns the officer's own drafts of this case."""
    with runtime.reading() as db:
        row = acts.found(db, runtime, officer, number)
        theirs = select(drafts).where(drafts.c.case_id == row["id"], drafts.c.officer == officer.login)
        rows = db.execute(theirs.order_by(drafts.c.at)).mappings().all()
    return [
        ActDraft(Action(each["action"]), each["version"], each["at"], json.loads(runtime.keys.open_text(each["words"])))
        for each in rows
    ]


def drop(runtime: Runtime, officer: Officer, number: str, action: Action) -> None:
    with runtime.engine.begin() as db:
        row = acts.found(db, runtime, officer, number)
        this = (drafts.c.case_id == row["id"], drafts.c.officer == officer.login, drafts.c.action == action.value)
        db.execute(delete(drafts).where(*this))
