"""Whether a case is the first that its petitioner filed online. Who files for the first time is told of three points:
that it was accepted, that it was handled, that the result can be seen; anybody else once, that there is an answer.

Decided by the keyed index of the person (`gateway.keys.blind_index`), the principal's where an agent filed. Where there
is none, nobody can tell: then it counts as the first, and more is told rather than less.
"""

from sqlalchemy import Connection, RowMapping, select

from gateway.keys.keyring import BUREAU
from gateway.notices.templates import Node
from gateway.storage.schema import cases

LATER_FILINGS: dict[Node, Node | None] = {Node.HANDLED: None, Node.RESULT: Node.REPLIED}
"""What is told in place of two of the three points of a first filing."""


def is_first(db: Connection, row: RowMapping) -> bool:
    if not row["person_mark"]:
        return True
    earlier = (cases.c.person_mark == row["person_mark"], cases.c.id < row["id"], cases.c.recipient_set == BUREAU)
    return db.execute(select(cases.c.id).where(*earlier).limit(1)).first() is None


def node_for(db: Connection, row: RowMapping, node: Node) -> Node | None:
    """Returns what the petitioner is told at this node of the case; None for nothing."""
    return LATER_FILINGS[node] if node in LATER_FILINGS and not is_first(db, row) else node
