"""What a person was given before the gateway came back from an older backup stays true: number, code and day.

Only what bears the platform's own signature is believed. Whoever makes one up gets a new receipt, and learns nothing of
other people's. Receipts of the version before are not signed: those get a new number and code as well.
"""

import re

from sqlalchemy import Connection, or_, select

from core.receipt import Receipt
from gateway.keys import query_codes
from gateway.runtime import Runtime
from gateway.storage.schema import cases
from trust.receipt_signature import receipt_authentic

NUMBER = re.compile(r"XF2[0-9]{3}-([0-9]{8})")


def verified(runtime: Runtime, item: str, promised: Receipt | None) -> Receipt | None:
    """The receipt, if it was given here for this very item."""
    if promised is None or str(promised.item) != item or not receipt_authentic(promised, runtime.keys.signing.public):
        return None
    return promised


def still_free(runtime: Runtime, db: Connection, promised: Receipt | None, serial: int) -> Receipt | None:
    """One that is believed, unless somebody has its number or code by now, or will have: `serial` is the next. After a
    restoration by our own commands nobody has (`gateway.backup.after_restore`)."""
    number = NUMBER.fullmatch(promised.case_number) if promised else None
    if promised is None or number is None or int(number[1]) >= serial:
        return None
    mark = query_codes.index(runtime.keys, promised.query_code)
    taken = or_(cases.c.number == promised.case_number, cases.c.code_mark == mark)
    return None if db.execute(select(cases.c.id).where(taken)).first() else promised
