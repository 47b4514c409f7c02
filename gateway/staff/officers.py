"""Officers: who works at which organ, with which roles. Nobody is deleted, because cases name who acted; a login is
given once."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.language import _
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import sessions, tree
from gateway.staff.open_work import OpenWork
from gateway.staff.organs import OrganTree
from gateway.storage.staff_tables import invitations, officer_roles, officers

MAX_LOGIN = 64
LOGIN = re.compile(rf"[\w.@\\-]{{1,{MAX_LOGIN}}}")
"""The name of an account, with its domain where it has one."""
MAX_NAME = 80


class Role(StrEnum):
    REGISTER = "register"
    FORWARD = "forward"
    HANDLE = "handle"
    APPROVE = "approve"
    SUPERVISE = "supervise"
    DUTY = "duty"
    AUDIT = "audit"
    ADMINISTER = "administer"


@dataclass(frozen=True)
class Officer:
    """`organ`: its id. `ready`: has a password and a second factor."""

    login: str
    name: str
    organ: str
    roles: frozenset[Role]
    active: bool = True
    ready: bool = False

    def may(self, *roles: Role) -> bool:
        """Whether the officer has one of these roles."""
        return not self.roles.isdisjoint(roles)


def login_of(typed: str) -> str:
    """The login as it is kept: typed full-width or in capitals it is the same. Raises Refused 422 `bad-login`."""
    login = normal(typed)
    if not LOGIN.fullmatch(login):
        raise Refused(422, "bad-login", _("登录名只能用字母、数字和 . @ - _，最多64个字符。"))
    return login


def normal(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def add(runtime: Runtime, new: Officer, by: str) -> Officer:
    """Raises Refused: `bad-login`, `bad-name`, `no-roles`, `taken`, `unknown-organ`, `organ-merged`, `organ-ended`."""
    login, name = login_of(new.login), new.name.strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise Refused(422, "bad-name", _("请写工作人员的姓名，最多80个字。"))
    with runtime.engine.begin() as db:
        check_organ(tree.read(db), new.organ)
        try:
            db.execute(insert(officers).values(login=login, name=name, organ=new.organ, added_at=runtime.now()))
        except IntegrityError:
            raise Refused(409, "taken", _("这个登录名用过了，请换一个。")) from None
        _set_roles(db, login, new.roles)
        runtime.audit(db, "officer added", officer=login, organ=new.organ, roles=_listed(new.roles), by=by)
    return Officer(login, name, new.organ, frozenset(new.roles))


def change(
    runtime: Runtime, login: str, by: str, *, organ: str | None = None, roles: Iterable[Role] | None = None
) -> Officer:
    """Another organ or other roles, from the next call on. Raises Refused as `add`, and `unknown-officer`."""
    with runtime.engine.begin() as db:
        officer = known(db, login)
        if organ is not None:
            check_organ(tree.read(db), organ)
            db.execute(update(officers).where(officers.c.login == officer.login).values(organ=organ))
            runtime.audit(db, "officer moved", officer=officer.login, organ=organ, before=officer.organ, by=by)
        if roles is not None:
            wanted = frozenset(roles)
            db.execute(delete(officer_roles).where(officer_roles.c.officer == officer.login))
            _set_roles(db, officer.login, wanted)
            runtime.audit(db, "roles changed", officer=officer.login, roles=_listed(wanted), by=by)
        return known(db, officer.login)


def disable(runtime: Runtime, login: str, by: str) -> Officer:
    """The officer acts no more and every session ends; what they have open stays theirs until `hand_over`."""
    with runtime.engine.begin() as db:
        officer = known(db, login)
        this = (officers.c.login == officer.login, officers.c.disabled_at.is_(None))
        off = update(officers).where(*this).values(disabled_at=runtime.now(), password_hash=None, totp_secret=None)
        if db.execute(off).rowcount:
            db.execute(delete(invitations).where(invitations.c.officer == officer.login))
            sessions.end_all(runtime, db, officer.login)
            runtime.audit(db, "officer disabled", officer=officer.login, by=by)
        return known(db, officer.login)


def hand_over(runtime: Runtime, source: str, target: str, *, by: str, work: OpenWork) -> int:
    """Give everything that `source` has open to `target`, of the same organ. Returns how many duties.

    `source` may have been disabled, and its organ merged into the other's. Raises Refused `unknown-officer`,
    `disabled`, `organ-merged`, `organ-ended`, `other-organ`, `same-officer`.
    """
    with runtime.engine.begin() as db:
        leaving, staying, organs = known(db, source), known(db, target), tree.read(db)
        check_acting(organs, staying)
        if leaving.login == staying.login:
            raise Refused(422, "same-officer", _("不能移交给本人。"))
        if organs.current(leaving.organ).id != staying.organ:
            raise Refused(422, "other-organ", _("只能移交给同一单位的人员。"))
        moved = work.move_officer(db, leaving.login, staying.login)
        runtime.audit(db, "handed over", officer=leaving.login, to=staying.login, duties=str(moved), by=by)
    return moved


def acting(runtime: Runtime, login: str) -> Officer:
    """The officer in whose name something is done now.

    Raises Refused 403: `unknown-officer`, `disabled`, `organ-merged`, `organ-ended`.
    """
    with runtime.reading() as db:
        officer = known(db, login)
    check_acting(tree.tree(runtime), officer)
    return officer


def check_acting(organs: OrganTree, officer: Officer) -> None:
    """Raises Refused 403 unless the officer and their organ are there to act."""
    if not officer.active:
        raise Refused(403, "disabled", _("这个账号已停用。"))
    check_organ(organs, officer.organ)


def check_organ(organs: OrganTree, organ: str) -> None:
    """Raises Refused unless officers can work there: `unknown-organ`, `organ-merged`, `organ-ended`."""
    if organ not in organs:
        raise Refused(422, "unknown-organ", _("没有编号为{organ}的单位。").format(organ=organ))
    now = organs.current(organ)
    if now.id != organ:
        told = _("{before}已并入{now}，请管理员把人员调到{now}。")
        raise Refused(403, "organ-merged", told.format(before=organs[organ].name, now=now.name))
    if not now.active:
        told = _("{organ}已撤销，请管理员把人员调到别的单位。")
        raise Refused(403, "organ-ended", told.format(organ=now.name))


def known(db: Connection, login: str) -> Officer:
    """Raises Refused 403 `unknown-officer`."""
    officer = find(db, login)
    if officer is None:
        raise Refused(403, "unknown-officer", _("没有这个登录名。"))
    return officer


def find(db: Connection, login: str) -> Officer | None:
    if not LOGIN.fullmatch(login := normal(login)):
        return None
    return next(iter(_read(db, officers.c.login == login)), None)


def listed(runtime: Runtime, organs: Iterable[str] | None = None) -> list[Officer]:
    """All officers by login; with `organs`, those who work there."""
    where = () if organs is None else (officers.c.organ.in_(list(organs)),)
    with runtime.reading() as db:
        return _read(db, *where)


def _read(db: Connection, *where: ColumnElement[bool]) -> list[Officer]:
    rows = db.execute(select(officers).where(*where).order_by(officers.c.login)).mappings().all()
    theirs = select(officer_roles).join(officers).where(*where)
    roles: dict[str, set[Role]] = {}
    for row in db.execute(theirs):
        roles.setdefault(row.officer, set()).add(Role(row.role))
    return [_officer(row, roles.get(row["login"], set())) for row in rows]


def _officer(row: RowMapping, roles: set[Role]) -> Officer:
    return Officer(
        login=row["login"],
        name=row["name"],
        organ=row["organ"],
        roles=frozenset(roles),
        active=row["disabled_at"] is None,
        ready=bool(row["password_hash"] and row["totp_secret"]),
    )


def _set_roles(db: Connection, login: str, roles: Iterable[Role]) -> None:
    rows = [{"officer": login, "role": role.value} for role in sorted(set(roles))]
    if not rows:
        raise Refused(422, "no-roles", _("至少要给一个角色。"))
    db.execute(insert(officer_roles), rows)


def _listed(roles: Iterable[Role]) -> str:
    return " ".join(sorted(roles))
