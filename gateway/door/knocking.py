"""Who guesses at enrolment codes, and for whom that shuts the desk: never for everybody.

A code's first four digits are its lot. Wrong codes are counted by lot, which leaves eight digits to be guessed at, ten
tries in ten minutes, and shuts nobody out whose code is of another lot; and by the address they come from, where that
is one. Who comes through a proxy that says nothing of them counts by lot alone (decision 0022).
"""

from contextlib import AbstractContextManager

from gateway.door import misses
from gateway.door.addresses import household
from gateway.office import Office

LOT = 4
FROM_ONE_ADDRESS = 30


def guessing(office: Office, code: str, client: str) -> AbstractContextManager[misses.Guess]:
    """A try with `code` from the address `client`. Raises Refused 429."""
    address = _address(office, client)
    return misses.guessing(office, {_lot(code): misses.ALLOWED} | ({address: FROM_ONE_ADDRESS} if address else {}))


def _lot(code: str) -> str:
    return f"lot {code[:LOT]}"


def _address(office: Office, client: str) -> str | None:
    """A mark of it; addresses are not kept."""
    known = household(client)
    return f"from {office.keys.mark('client', known)[:40]}" if known else None
