"""Receipts that were given after the backup from which the gateway was restored: a resubmitted item keeps its case
number, query code and day.

Only a receipt with the platform's own signature counts. With any other, unsigned ones of older versions included, the
item gets a new number and code, and the sender learns nothing about other cases."""

import re

from sqlalchemy import Connection, or_, select

from core.receipt import Receipt
from gateway.keys import query_codes
from gateway.runtime import Runtime
from gateway.storage.schema import cases
from trust.receipt_signature import receipt_authentic

NUMBER = re.compile(r"XF2[0-9]{3}-([0-9]{8})")


def verified(runtime: Runtime, item: str, promised: Receipt | None) -> Receipt | None:
    """The receipt, if this platform signed it for this item; else None. One without a query code is of an item that
    was joined to a case: it is joined again, or becomes a case of its own."""
    if (
        promised is None
        or not promised.query_code
        or str(promised.item) != item
        or not receipt_authentic(promised, runtime.keys.signing.public)
    ):
        return None
    return promised


def still_free(runtime: Runtime, db: Connection, promised: Receipt | None, serial: int) -> Receipt | None:
    """The receipt, unless another case has its number or code, or will get it: `serial` is the next number. After a
    restoration by our own commands none has (`gateway.backup.after_restore`)."""
    number = NUMBER.fullmatch(promised.case_number) if promised else None
    if promised is None or number is None or int(number[1]) >= serial:
        return None
    mark = query_codes.index(runtime.keys, promised.query_code)
    taken = or_(cases.c.number == promised.case_number, cases.c.code_mark == mark)
    return None if db.execute(select(cases.c.id).where(taken)).first() else promised
