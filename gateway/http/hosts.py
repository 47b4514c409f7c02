"""Which host names the gateway answers to: those in its settings, and loopback.

A terminal signs the address it calls. A relay under a name of its own could otherwise pass the terminal's calls on
unchanged; now it has to change the host name, and the signature no longer fits.
"""

import re
from collections.abc import Sequence

from gateway.refusals import Refused

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\[\]:@/\s]+)(:[0-9]{1,5})?")


def check(host: str, told: Sequence[str]) -> None:
    """`host`: that header field of a call; `told`: the names in the settings.

    Raises Refused 421 (RFC 9110, 15.5.20) for another name. With no name in the settings, 503: terminals then keep what
    they have and try again, until somebody has set the gateway up.
    """
    if _name(host) in {*told, *LOOPBACK}:
        return
    if told:
        raise Refused(421, "wrong-host", "this platform does not answer by that host name")
    raise Refused(503, "no-hosts", "this platform was told no host name: gateway.toml, [door] hosts")


def is_loopback(host: str) -> bool:
    """Whether the header field names this machine itself."""
    return _name(host) in LOOPBACK


def _name(host: str) -> str:
    found = HOST.fullmatch(host.lower())
    return found["name"].strip("[]") if found else ""
