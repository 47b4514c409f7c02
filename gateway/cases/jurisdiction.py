"""Whose officers see a case. The condition is part of every statement about cases, never a filter afterwards.

An organ sees the cases that it holds, handles, or has handed over or received. Officers who supervise, audit or have
the duty desk see what the organs below theirs see. Whoever has none of these roles sees nothing.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Subquery, false, or_, select, union

from gateway.staff.officers import Officer, Role
from gateway.staff.organs import OrganTree
from gateway.storage.case_tables import legs
from gateway.storage.schema import HANDED_OVER, cases

WITH_CASES = frozenset(Role) - {Role.ADMINISTER}
OF_ALL_BELOW = (Role.SUPERVISE, Role.AUDIT, Role.DUTY)


def organs_of(officer: Officer, tree: OrganTree) -> Collection[str]:
    """Returns the ids of the organs whose cases the officer sees."""
    if not officer.may(*WITH_CASES) or officer.organ not in tree:
        return ()
    if officer.may(*OF_ALL_BELOW):
        return tree.subtree(officer.organ)
    return tree.with_predecessors(officer.organ)


def visible(officer: Officer, tree: OrganTree) -> ColumnElement[bool]:
    """The condition on `cases`."""
    theirs = list(organs_of(officer, tree))
    if not theirs:
        return false()
    through = or_(legs.c.to_organ.in_(theirs), legs.c.from_organ.in_(theirs))
    handed = select(legs.c.case_id).where(legs.c.case_id == cases.c.id, through).correlate(cases).limit(1)
    # a value, not EXISTS: PostgreSQL would first gather all cases that ever went through these organs
    passed = handed.scalar_subquery().is_not(None)
    return or_(cases.c.bureau.in_(theirs), cases.c.handler.in_(theirs), passed)


def newest(theirs: Collection[str], before: int | None, most: int) -> Subquery:
    """The ids of the newest cases that these organs see, below `before`, each organ's in the order of an index."""
    held = ((cases.c.bureau, cases.c.id), (cases.c.handler, cases.c.id))
    passed = ((legs.c.to_organ, legs.c.case_id), (legs.c.from_organ, legs.c.case_id))
    found = []
    for organ in theirs:
        for column, case_id in (*held, *passed):
            this = select(case_id.label("id")).where(column == organ).distinct().order_by(case_id.desc()).limit(most)
            if column is cases.c.handler:
                this = this.where(HANDED_OVER)
            found.append(select((this.where(case_id < before) if before else this).subquery().c.id))
    together = union(*found).subquery()
    return select(together.c.id).order_by(together.c.id.desc()).limit(most).subquery()
