"""By which names the gateway is called: those it was told, and loopback. Nobody else's.

A terminal signs the address it calls. Whoever stands in between under a name of their own could otherwise pass its
calls on as they are; so they have to change the name, and with it what was signed.
"""

import re
from collections.abc import Sequence

from gateway.refusals import Refused

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\[\]:@/\s]+)(:[0-9]{1,5})?")


def check(host: str, told: Sequence[str]) -> None:
    """`host`: that field of a call. Raises Refused 421 (RFC 9110, 15.5.20). Who was told no name has not been set
    up yet: 503, so that what terminals of the version before hand in meanwhile waits and is not refused for good."""
    if _name(host) in {*told, *LOOPBACK}:
        return
    if told:
        raise Refused(421, "wrong-host", "this platform does not answer by that host name")
    raise Refused(503, "no-hosts", "this platform was told no host name: gateway.toml, [door] hosts")


def _name(host: str) -> str:
    found = HOST.fullmatch(host.lower())
    return found["name"].strip("[]") if found else ""
