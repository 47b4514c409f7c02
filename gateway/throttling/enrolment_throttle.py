"""Throttles guessing at enrolment codes, without shutting enrolment for everybody.

Wrong codes are counted by group, which is a code's first four digits: its other eight digits can be guessed at ten
times in ten minutes, and a code of another group still works. They are also counted by the address they come from; an
IPv6 address by its network and by its site, because the owner of all networks of a site could otherwise exhaust every
group. Behind a proxy that names no client only the group counts (decision 0022).
"""

from contextlib import AbstractContextManager

from gateway.runtime import Runtime
from gateway.throttling import failed_attempts
from gateway.throttling.client_networks import network, site_network

GROUP_DIGITS = 4
MAX_FAILURES_OF_ADDRESS, MAX_FAILURES_OF_SITE = 30, 300


def enrolment_attempt(runtime: Runtime, code: str, client: str) -> AbstractContextManager[failed_attempts.Attempt]:
    """An attempt with `code` from the address `client`. Raises Refused 429."""
    known = {network(client): MAX_FAILURES_OF_ADDRESS, site_network(client): MAX_FAILURES_OF_SITE}
    addresses = {_hashed(runtime, each): most for each, most in known.items() if each}
    return failed_attempts.attempt(runtime, {_group(code): failed_attempts.MAX_FAILURES} | addresses)


def _group(code: str) -> str:
    return f"lot {code[:GROUP_DIGITS]}"


def _hashed(runtime: Runtime, known: str) -> str:
    """Its keyed hash; addresses are not kept."""
    return f"from {runtime.keys.keyed_hash('client', known)[:40]}"
