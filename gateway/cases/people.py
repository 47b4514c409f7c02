"""Who filed a case besides its petitioner: the people of a joint petition, by their keyed indexes alone.

A representative is told of the case by their own card, and so is a signer whose card the terminal read: number, day and
step, as `gateway.cases.queries.by_card` tells everybody, and nothing of the others. Of a signer whose name was written
down there is no index: nobody has shown that it is theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select, union_all

from core.introduction import Evidence
from core.joint import Joint
from core.petition import Petition
from gateway.cases import jurisdiction
from gateway.keys.blind_index import last_four_index, person_index
from gateway.keys.keyring import BUREAU, Keyring
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.case_tables import joint_people
from gateway.storage.schema import cases

MOST_TOLD = 20
"""Cases that an officer is shown as filed by one of these people."""


def rows(keys: Keyring, petition: Petition) -> list[dict[str, Any]]:
    """Returns the rows of `joint_people`, without the case; none for who filed alone."""
    found = {} if petition.joint is None else dict(_indexes(keys, petition.joint))
    own = person_index(keys, petition.petitioner.name, petition.petitioner.id_number)
    return [{"mark": mark, "represents": int(leads)} for mark, leads in found.items() if mark != own]


def keep(db: Connection, case_id: int, found: Sequence[Mapping[str, Any]]) -> None:
    """Keep the rows of a case, in the transaction that registers it."""
    if found:
        db.execute(insert(joint_people), [{**each, "case_id": case_id} for each in found])


def _indexes(keys: Keyring, joint: Joint) -> Iterator[tuple[str, bool]]:
    """Yields the index of each, and whether they represent the others."""
    shown = [(each.name, each.id_number, False) for each in joint.signers if each.evidence is not Evidence.TOLD]
    leading = [(each.name, each.id_number, True) for each in joint.representatives]
    for name, id_number, represents in (*shown, *leading):
        if mark := person_index(keys, name, id_number):
            yield mark, represents


def confirming(keys: Keyring, petition: Petition) -> list[str]:
    """Returns the indexes of the last four digits that confirm a query: the petitioner's, and each representative's."""
    people = petition.joint.representatives if petition.joint else ()
    fours = dict.fromkeys(four for each in (petition.petitioner, *people) for four in each.last_four)
    return [last_four_index(keys, str(petition.item), four) for four in fours]


def filed_by(mark: ColumnElement[Any] | str | None) -> ColumnElement[bool]:
    """The condition that a case was filed by this person, alone or with others."""
    alone = select(cases.c.id).where(cases.c.person_mark == mark)
    return cases.c.id.in_(union_all(alone, select(joint_people.c.case_id).where(joint_people.c.mark == mark)))


def filed_before(db: Connection, runtime: Runtime, row: RowMapping, officer: Officer) -> list[str]:
    """Returns the numbers of other cases of any of these people, the newest first; those that the officer sees. Whether
    the matter is the same, the officer decides."""
    together = select(joint_people.c.mark).where(joint_people.c.case_id == row["id"])
    marks = [*filter(None, [row["person_mark"]]), *db.execute(together).scalars()]
    alone = select(cases.c.id).where(cases.c.person_mark.in_(marks))
    theirs = union_all(alone, select(joint_people.c.case_id).where(joint_people.c.mark.in_(marks)))
    found = (
        select(cases.c.number)
        .where(cases.c.id.in_(theirs), cases.c.id != row["id"], cases.c.recipient_set == BUREAU)
        .where(jurisdiction.visible(officer, tree(runtime)))
        .order_by(cases.c.id.desc())
        .limit(MOST_TOLD)
    )
    return list(db.execute(found).scalars())
