"""查询码: the code that opens the progress of a case. No code is kept where somebody could read it (decision 0053).

A code is derived from the item with the platform's secret, so that a repeated call gets the same one without its being
kept. Codes that were drawn at random, by older versions or after a collision, are kept sealed.
"""

import re
import secrets
from typing import Any

from core import typed_digits
from gateway.keys.keyring import Keyring

DIGITS = 16
INDEX_DIGITS = 19
"""Hexadecimal digits of a code's blind index: 76 bits, more than a code has."""


def for_item(keys: Keyring, item: str, sealed: bytes | None) -> str:
    """The code of the case of `item`, as its petitioner has it. `sealed`: the column `sealed_code`."""
    return keys.open_text(sealed) if sealed else _derived(keys, item)


def stored_columns(keys: Keyring, item: str, code: str) -> dict[str, Any]:
    """Columns of `cases` that keep it: `code_mark`, the blind index, and `sealed_code` for a code that is not
    derived."""
    sealed = None if code == _derived(keys, item) else keys.seal_text(code)
    return {"code_mark": index(keys, code), "sealed_code": sealed}


def index(keys: Keyring, code: str) -> str:
    """The blind index that a case is found by."""
    return keys.keyed_hash("query code", code)[:INDEX_DIGITS]


def random_code() -> str:
    """For the rare case whose derived code belongs to another case already."""
    return _grouped(secrets.randbelow(10**DIGITS))


def normalised(typed: str) -> str:
    """A typed code in the form it is printed; full-width digits and any spacing are accepted. Empty for no code."""
    digits = typed_digits.digits_of(typed)
    return _fours(digits) if len(digits) == DIGITS else ""


def _derived(keys: Keyring, item: str) -> str:
    return _grouped(int(keys.keyed_hash("query code of", item), 16) % 10**DIGITS)


def _grouped(number: int) -> str:
    return _fours(f"{number:0{DIGITS}d}")


def _fours(digits: str) -> str:
    """Returns the code in groups of four, for reading aloud."""
    return "-".join(re.findall("....", digits))
