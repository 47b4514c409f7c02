"""Links between cases: of the same matter, of the same person, related. Each keeps its number, code and words.

A case of the same matter waits for its leading case, whose clocks rule; a link is undone at any time.
"""

from sqlalchemy import Connection, RowMapping, case, insert, or_, select, update

from core.cases.actions import Action
from core.cases.machine import Decision
from core.cases.refusals import MISSING, NOT_ALLOWED, Unlawful
from core.cases.state import CaseState
from gateway.cases.history import Written
from gateway.keys.keyring import BUREAU
from gateway.staff.officers import Officer
from gateway.storage.case_tables import links
from gateway.storage.schema import cases


def check(db: Connection, row: RowMapping, decision: Decision) -> None:
    """Raises Unlawful where the other case is not there, is sealed to others, is itself, or waits for this one: linked
    both ways at once, one link is first and the other is refused. Of a case of others is said what is said of none."""
    action = decision.rule.action
    if action not in (Action.LINK, Action.UNLINK):
        return
    other = _other(db, decision.values["case"])
    if action is Action.UNLINK:
        if other is None or _going(db, row["id"], other["id"]) is None:
            raise Unlawful(MISSING, "", "not_linked")
        return
    if other is None or other["id"] == row["id"]:
        raise Unlawful(MISSING, "", "no_case")
    if other["bureau"] != row["bureau"] or other["recipient_set"] != BUREAU:
        raise Unlawful(MISSING, "", "no_case")
    if decision.values["relation"] != "same-matter":
        return
    followers = select(links.c.id).where(
        links.c.other_id == row["id"], links.c.relation == "same-matter", links.c.undone.is_(None)
    )
    if other["step"] == CaseState.LINKED or db.execute(followers).first():
        raise Unlawful(NOT_ALLOWED, "", "chain")


def keep(db: Connection, written: Written, decision: Decision, officer: Officer) -> None:
    action = decision.rule.action
    if action not in (Action.LINK, Action.UNLINK):
        return
    other = db.execute(select(cases.c.id).where(cases.c.number == decision.values["case"])).scalar_one()
    if action is Action.LINK:
        row = {"case_id": written.case_id, "other_id": other, "relation": decision.values["relation"]}
        db.execute(insert(links).values(**row, officer=officer.login, at=written.at))
    else:
        going = _going(db, written.case_id, other)
        db.execute(update(links).where(links.c.id == going).values(undone=written.at))


def of_case(db: Connection, case_id: int) -> list[tuple[str, str, bool]]:
    """Returns the links that stand, in both directions: number of the other case, relation, whether it leads."""
    other = or_(links.c.case_id == case_id, links.c.other_id == case_id)
    wanted = (
        select(cases.c.number, links.c.relation, (links.c.case_id == case_id).label("leads"))
        .join(cases, cases.c.id == case((links.c.case_id == case_id, links.c.other_id), else_=links.c.case_id))
        .where(other, links.c.undone.is_(None))
        .order_by(links.c.id)
    )
    return [(number, relation, bool(leads)) for number, relation, leads in db.execute(wanted)]


def _other(db: Connection, number: str) -> RowMapping | None:
    wanted = select(cases.c.id, cases.c.bureau, cases.c.recipient_set, cases.c.step).where(cases.c.number == number)
    return db.execute(wanted.with_for_update()).mappings().first()


def _going(db: Connection, case_id: int, other: int) -> int | None:
    this = (links.c.case_id == case_id, links.c.other_id == other, links.c.undone.is_(None))
    return db.execute(select(links.c.id).where(*this)).scalar()
