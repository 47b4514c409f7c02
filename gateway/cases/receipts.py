"""The receipt of a registered case, signed by the platform; identical each time it is requested."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.claim import has_claim
from core.receipt import Receipt
from gateway.keys import query_codes
from gateway.keys.keyring import Keyring
from gateway.storage.schema import cases
from trust.receipt_signature import sign_receipt

COLUMNS = (cases.c.item, cases.c.number, cases.c.sealed_code, cases.c.registered_at)
"""The columns of a case that `for_case` needs."""


def case_number(year: int, serial: int) -> str:
    """信访件编号: unique, in order of registration. Knowing it opens nothing."""
    return f"XF{year}-{serial:08d}"


def for_case(keys: Keyring, case: Mapping[Any, Any]) -> Receipt:
    if case.get("joined"):  # a row of gateway.cases.supplements
        return of_joined(keys, case["item"], case["number"], case["registered_at"])
    code = query_codes.for_item(keys, case["item"], case["sealed_code"])
    return issued(keys, case["item"], case["number"], code, case["registered_at"])


def of_joined(keys: Keyring, item: str, number: str, at: datetime) -> Receipt:
    """Returns the receipt of an item that was joined to a case: it names the case and has no query code. The code of
    that case is with whoever filed it; who laid a card alone does not learn it (decision 0004)."""
    return issued(keys, item, number, "", at)


def issued(keys: Keyring, item: str, number: str, code: str, at: datetime) -> Receipt:
    """Returns the receipt; unsigned for items without a claim, which come from older terminals."""
    receipt = Receipt(item=UUID(item), case_number=number, query_code=code, registered_at=at)
    return sign_receipt(receipt, keys.signing) if has_claim(receipt.item) else receipt
