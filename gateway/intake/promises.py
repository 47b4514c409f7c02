"""What a person was given before the gateway came back from an older backup stays true: number, code and day."""

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, or_, select

from core.receipt import Receipt
from gateway.casework.numbers import tidy_code
from gateway.schema import cases

NUMBER = re.compile(r"XF(2[0-9]{3})-([0-9]{8})")


def kept(db: Connection, item: UUID, promised: Receipt | None, serial: int, now: datetime) -> Receipt | None:
    """The receipt, where it may well have been given here: its number lies in the gap that a restoration leaves behind
    (`gateway.safekeeping.aftermath`) and nobody has it, nor its code. `serial` is the one now due."""
    if promised is None or promised.item != item or not _plausible(promised, serial, now):
        return None
    taken = or_(cases.c.number == promised.case_number, cases.c.query_code == promised.query_code)
    return None if db.execute(select(cases.c.id).where(taken)).first() else promised


def _plausible(promised: Receipt, serial: int, now: datetime) -> bool:
    number, at = NUMBER.fullmatch(promised.case_number), promised.registered_at
    if not number or not at.tzinfo or at.year != int(number[1]) or at > now:
        return False
    return int(number[2]) < serial and promised.query_code == (tidy_code(promised.query_code) or None)
