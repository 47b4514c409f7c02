"""Who guesses at enrolment codes, and for whom that shuts the desk: never for everybody.

A code's first four digits are its lot. Wrong codes are counted by lot, which leaves eight digits to be guessed at, ten
tries in ten minutes, and shuts nobody out whose code is of another lot; and by the address they come from, where that
is one: of IPv6 by network and by site, as who has all networks of a site could else shut every lot. Who comes through a
proxy that says nothing of them counts by lot alone (decision 0022).
"""

from contextlib import AbstractContextManager

from gateway.door import misses
from gateway.door.addresses import household, site
from gateway.office import Office

LOT = 4
FROM_ONE_ADDRESS, FROM_ONE_SITE = 30, 300


def guessing(office: Office, code: str, client: str) -> AbstractContextManager[misses.Guess]:
    """A try with `code` from the address `client`. Raises Refused 429."""
    known = {household(client): FROM_ONE_ADDRESS, site(client): FROM_ONE_SITE}
    addresses = {_marked(office, each): most for each, most in known.items() if each}
    return misses.guessing(office, {_lot(code): misses.ALLOWED} | addresses)


def _lot(code: str) -> str:
    return f"lot {code[:LOT]}"


def _marked(office: Office, known: str) -> str:
    """A mark of it; addresses are not kept."""
    return f"from {office.keys.mark('client', known)[:40]}"
