"""Who guesses at enrolment codes, and for whom that shuts the desk: never for everybody.

A code's first four digits are its lot. Wrong codes are counted by lot, which leaves eight digits to be guessed at, ten
tries in ten minutes, and shuts nobody out whose code is of another lot; and by the address they come from, where that
is one: of IPv6 by network and by site, as who has all networks of a site could else shut every lot. Who comes through a
proxy that says nothing of them counts by lot alone (decision 0022).
"""

from contextlib import AbstractContextManager

from gateway.runtime import Runtime
from gateway.throttling import failed_attempts
from gateway.throttling.client_networks import network, site_network

GROUP_DIGITS = 4
MAX_FAILURES_OF_ADDRESS, MAX_FAILURES_OF_SITE = 30, 300


def enrolment_attempt(runtime: Runtime, code: str, client: str) -> AbstractContextManager[failed_attempts.Attempt]:
    """A try with `code` from the address `client`. Raises Refused 429."""
    known = {network(client): MAX_FAILURES_OF_ADDRESS, site_network(client): MAX_FAILURES_OF_SITE}
    addresses = {_marked(runtime, each): most for each, most in known.items() if each}
    return failed_attempts.attempt(runtime, {_lot(code): failed_attempts.MAX_FAILURES} | addresses)


def _lot(code: str) -> str:
    return f"lot {code[:GROUP_DIGITS]}"


def _marked(runtime: Runtime, known: str) -> str:
    """A mark of it; addresses are not kept."""
    return f"from {runtime.keys.keyed_hash('client', known)[:40]}"
