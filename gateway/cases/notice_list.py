"""Notices of the cases that an officer sees, the newest first, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from gateway.cases import jurisdiction
from gateway.notices import outbox
from gateway.notices.states import State
from gateway.refusals import not_found
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.notice_tables import notices
from gateway.storage.schema import cases

PAGE_SIZE = 50


@dataclass(frozen=True)
class NoticeLine:
    """Neither telephone number nor text: who may see the case finds both there."""

    id: int
    case_number: str
    node: str
    channel: str
    state: str
    at: datetime


def page(runtime: Runtime, officer: Officer, state: State | None, before: int | None = None) -> list[NoticeLine]:
    """Returns a page; one line more than PAGE_SIZE says that there are others. `before`: the id of the last line."""
    seen = jurisdiction.visible(officer, tree(runtime))
    columns = (notices.c.id, cases.c.number, notices.c.node, notices.c.channel, notices.c.state, notices.c.at)
    wanted = select(*columns).join(cases, cases.c.id == notices.c.case_id).where(seen)
    if state:
        wanted = wanted.where(notices.c.state == state)
    if before:
        wanted = wanted.where(notices.c.id < before)
    with runtime.reading() as db:
        rows = db.execute(wanted.order_by(notices.c.id.desc()).limit(PAGE_SIZE + 1)).all()
    return [NoticeLine(*row) for row in rows]


def resend(runtime: Runtime, officer: Officer, notice: int) -> dict[str, Any]:
    """Has it sent again. Raises Refused 404 for one of a case that the officer does not see, and as `outbox.resend`."""
    seen = jurisdiction.visible(officer, tree(runtime))
    this = select(notices.c.id).join(cases, cases.c.id == notices.c.case_id).where(notices.c.id == notice, seen)
    with runtime.reading() as db:
        if db.execute(this).first() is None:
            raise not_found()
    return outbox.resend(runtime, notice, by=officer.login)
