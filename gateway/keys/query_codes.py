"""查询码: what its holder finds a case by. No code is kept where somebody could read it (decision 0053).

It follows from the item by the platform's secret, so that a repeated call hears the same and nothing need be kept for
it. One that is on paper and does not follow (it was drawn by a version before) is kept sealed.
"""

import re
import secrets
from typing import Any

from core import typed_digits
from gateway.keys.keyring import Keyring

DIGITS = 16
INDEX_DIGITS = 19
"""Hexadecimal digits, 76 bits, of what a code is found by: more than a code has."""


def for_item(keys: Keyring, item: str, sealed: bytes | None) -> str:
    """The code of the case of `item`, as it was given."""
    return keys.open_text(sealed) if sealed else _following(keys, item)


def stored_columns(keys: Keyring, item: str, code: str) -> dict[str, Any]:
    """What is kept of it: `code_mark` and, where it does not follow from the item, `sealed_code`."""
    sealed = None if code == _following(keys, item) else keys.seal_text(code)
    return {"code_mark": index(keys, code), "sealed_code": sealed}


def index(keys: Keyring, code: str) -> str:
    return keys.keyed_hash("query code", code)[:INDEX_DIGITS]


def random_code() -> str:
    """By lot: for the one case in a very great many whose code another has."""
    return _grouped(secrets.randbelow(10**DIGITS))


def normalised(typed: str) -> str:
    """The code as given, however it was typed; full-width digits count. Empty for what is none."""
    digits = typed_digits.digits_of(typed)
    return _fours(digits) if len(digits) == DIGITS else ""


def _following(keys: Keyring, item: str) -> str:
    return _grouped(int(keys.keyed_hash("query code of", item), 16) % 10**DIGITS)


def _grouped(number: int) -> str:
    return _fours(f"{number:0{DIGITS}d}")


def _fours(digits: str) -> str:
    """For reading and dictating."""
    return "-".join(re.findall("....", digits))
